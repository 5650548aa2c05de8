//! Os quatro destinos de uma mensagem, em sockets de verdade, sem sair da
//! máquina.
//!
//! ```text
//! unicast    ana ──► bia                    um endereço, um socket
//! multicast  ana ──► quem entrou no grupo   239.x.y.z: um envio, várias cópias
//! broadcast  ana ──► todos da rede local    127.255.255.255 no loopback do Linux
//! anycast    ana ──► o mais rápido de vários
//! ```
//!
//! Em ordem de leitura: [`no`], [`anycast`], [`demonstracao`].

pub mod anycast;
pub mod demonstracao;
pub mod no;
