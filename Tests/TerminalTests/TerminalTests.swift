import Testing

@testable import Terminal

@Suite struct TerminalTests {
  @Test func `columns are as wide as their widest cell`() {
    var table = Table(header: ["NAME", "STATE"])
    table.add(["zerotier", "running"])
    table.add(["\u{1B}[32mk0s\u{1B}[0m", "exited"])
    #expect(table.text == "NAME       STATE\nzerotier   running\n\u{1B}[32mk0s\u{1B}[0m        exited\n")
  }

  @Test(arguments: [("abc", 3), ("\u{1B}[1mabc\u{1B}[0m", 3), ("é→", 2), ("", 0), ("e\u{301}", 1)])
  func `width is what the terminal shows`(text: String, width: Int) {
    #expect(text.terminalWidth == width)
  }

  @Test func `a line is cut to the width, its colour ended`() {
    #expect("abcdef".truncated(to: 3) == "abc")
    #expect("\u{1B}[1mabcdef\u{1B}[0m".truncated(to: 3) == "\u{1B}[1mabc\u{1B}[0m")
  }

  @Test func `a view is drawn in its own place`() {
    var view = LiveView()
    #expect(view.draw(["a", "b"], columns: 80, rows: 24) == "a\nb\n")
    #expect(view.draw(["c"], columns: 80, rows: 24) == "\u{1B}[2A\u{1B}[Jc\n")
    #expect(view.erase() == "\u{1B}[1A\u{1B}[J")
    #expect(view.erase() == "")
  }

  @Test func `a view that is too high shows its end`() {
    var view = LiveView()
    #expect(view.draw(["a", "b", "c"], columns: 80, rows: 3) == "b\nc\n")
  }

  @Test(arguments: [
    (["LANG": "C.UTF-8", "TERM": "xterm"], true, true, true),
    (["NO_COLOR": "1", "LANG": "en_US.utf8"], true, false, true), (["LANG": "C", "TERM": "xterm"], true, true, false),
    (["LANG": "C.UTF-8"], false, false, true), (["TERM": "dumb"], true, false, false),
  ])
  func `the environment decides on colours and signs`(
    environment: [String: String], isTerminal: Bool, colours: Bool, unicode: Bool
  ) {
    #expect(Style(environment: environment, isTerminal: isTerminal) == Style(colours: colours, unicode: unicode))
  }

  @Test func `signs beyond ASCII have others for those who would not see them`() {
    #expect(Style(colours: true, unicode: false).legible("a → b …") == "a -> b ...")
    #expect(Style(colours: false, unicode: true).legible("a → b …") == "a → b …")
  }

  @Test(arguments: [(0.44, "0.4s"), (59.96, "59.9s"), (125, "2m05s"), (3725, "1h02m")])
  func `durations are short`(seconds: Double, text: String) {
    #expect(Duration.seconds(seconds).text == text)
  }
}
