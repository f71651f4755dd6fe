import Engine
import Testing

@testable import Orchestrator

@Suite struct LogOrderTests {
  private func line(_ text: String, at second: Int64) -> LogLine {
    LogLine(.stdout, time: Timestamp(seconds: second), timeText: "", text: Array(text.utf8))
  }

  private func take(_ order: inout LogOrder) -> [String] {
    var taken: [String] = []
    while let next = order.next() { taken.append("\(next.log)\(String(decoding: next.line.text, as: UTF8.self))") }
    return taken
  }

  @Test func `lines go in the order of their times, those of one time in the order of their logs`() {
    var order = LogOrder(count: 2)
    order.add([line("a", at: 1), line("d", at: 4)], of: 1)
    order.add([line("b", at: 2), line("c", at: 4), line("e", at: 4), line("f", at: 5)], of: 0)
    #expect(take(&order) == ["1a", "0b", "0c", "0e", "1d"])
  }

  @Test func `no line goes while another log may have an earlier one`() {
    var order = LogOrder(count: 2)
    order.add([line("b", at: 2)], of: 0)
    #expect(take(&order) == [])
    #expect(order.isHeldUp)
    order.add([line("a", at: 1)], of: 1)
    #expect(take(&order) == ["1a"])
    order.end(1)
    #expect(take(&order) == ["0b"])
    #expect(!order.isHeldUp)
  }

  @Test func `a log that is quiet is not waited for, until it says something again`() {
    var order = LogOrder(count: 2)
    order.settle(1)
    order.add([line("b", at: 2), line("d", at: 4)], of: 0)
    #expect(take(&order) == ["0b", "0d"])
    order.add([line("a", at: 1)], of: 1)
    order.add([line("e", at: 5)], of: 0)
    #expect(take(&order) == ["1a"])
    #expect(order.awaited == [1])
  }

  @Test func `what a log is read again for is told once, however coarse its times`() {
    var mark = LogMark()
    #expect([line("a", at: 1), line("b", at: 2), line("c", at: 2)].map { mark.take($0) } == [true, true, true])
    #expect(mark.second == 2)
    mark.resume()
    #expect([line("b", at: 2), line("c", at: 2)].map { mark.take($0) } == [false, false])
    #expect([line("d", at: 2), line("e", at: 3)].map { mark.take($0) } == [true, true])
    mark.resume()
    #expect([line("e", at: 3), line("f", at: 4)].map { mark.take($0) } == [false, true])
  }
}
