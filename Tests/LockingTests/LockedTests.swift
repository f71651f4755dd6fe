import Locking
import Testing

@Suite struct LockedTests {
  @Test func `of what many tasks add, nothing is lost`() async {
    let sum = Locked(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<10_000 { sum.withLock { $0 += 1 } } }
      }
    }
    #expect(sum.withLock { $0 } == 80_000)
  }
}
