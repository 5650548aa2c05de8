use balanceamento::trocas::Trocas;
#[tokio::main]
async fn main() {
    let a: Vec<String> = std::env::args().collect();
    let bytes: usize = a[1].parse().unwrap();
    let n: u64 = a[2].parse().unwrap();
    let rounds: usize = a[3].parse().unwrap();
    let mut ts = vec![];
    for s in &a[4..] { ts.push((s.clone(), Trocas::abrir(s.parse().unwrap(), 64, bytes).await.unwrap(), vec![])); }
    for _ in 0..rounds { for t in &mut ts { let d = t.1.medir(n).await.unwrap(); t.2.push(n as f64 / d.as_secs_f64()); } }
    for t in &mut ts { t.2.sort_by(f64::total_cmp); println!("{} mediana {:.0} ({:.0}..{:.0})  MB/s {:.0}", t.0, t.2[t.2.len()/2], t.2[0], t.2[t.2.len()-1], t.2[t.2.len()/2]*bytes as f64/1e6); }
}
