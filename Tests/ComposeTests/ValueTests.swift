import NodeSpec
import Testing
import YAML

@testable import Compose

@Suite struct ValueTests {
  @Test(
    arguments: [
      ("15s", .seconds(15)), ("1m30s", .seconds(90)), ("1.5h", .seconds(5400)), ("500ms", .milliseconds(500)),
      ("0", .zero),
      ("1d", .seconds(86_400)), ("33.3s", .milliseconds(33_300)), ("1.001s", .milliseconds(1001)),
    ] as [(String, Duration)])
  func `durations are read as compose reads them`(text: String, duration: Duration) throws {
    #expect(try ComposeDuration.parse(text) == duration)
  }

  @Test(arguments: ["", "15", "s", "1x", "-1s", "1s2"])
  func `what is no duration is refused`(text: String) {
    #expect(throws: InvalidValue.self) { try ComposeDuration.parse(text) }
  }

  @Test(arguments: [(90, "1m30s"), (3600, "1h"), (0, "0s"), (15, "15s")])
  func `durations are written as they are read`(seconds: Int, text: String) {
    #expect(ComposeDuration.text(.seconds(seconds)) == text)
  }

  @Test(
    arguments: [
      ("a b", ["a", "b"]), (" a  b ", ["a", "b"]), ("'a b' c", ["a b", "c"]), ("\"a \\\" b\"", ["a \" b"]),
      ("a\\ b", ["a b"]), ("", []),
      ("''", [""]), ("a'b'c", ["abc"]), ("echo '\u{301}a' \u{301}b", ["echo", "\u{301}a", "\u{301}b"]),
    ] as [(String, [String])])
  func `a command in one text is split into words`(text: String, words: [String]) throws {
    #expect(try ShellWords.split(text) == words)
  }

  @Test(arguments: [
    ("/srv/edge", "/srv/edge"), ("/srv/e 1/it's", #"'/srv/e 1/it'\''s'"#), ("", "''"),
    ("it'\u{301}", "'it'\\''\u{301}'"),
  ])
  func `a text is quoted where a shell would not read it as one word`(text: String, word: String) throws {
    #expect(ShellWords.quoted(text) == word)
    #expect(try ShellWords.split(word) == [text])
  }

  @Test(
    arguments: [
      ("9994:9993/udp", "", 9994, 9993, "udp"), ("80", "", nil, 80, "tcp"),
      ("127.0.0.1:80:81", "127.0.0.1", 80, 81, "tcp"),
      ("[::1]:80:81", "::1", 80, 81, "tcp"), ("127.0.0.1::81", "127.0.0.1", nil, 81, "tcp"),
    ] as [(String, String, Int?, Int, String)])
  func `a port mapping is read in its short form`(
    text: String, hostIP: String, published: Int?, target: Int, transport: String
  ) throws {
    let mapping = try #require(try PortMapping.parse(text).first)
    #expect(
      mapping
        == PortMapping(
          hostIP: hostIP, published: published, target: target, transport: try #require(.init(rawValue: transport))))
  }

  @Test func `a range of ports is one mapping each`() throws {
    #expect(try PortMapping.parse("8000-8002:9000-9002").map(\.target) == [9000, 9001, 9002])
  }

  @Test(arguments: ["", "a", "80:", "0:80", "80/icmp", "1-2:1", "70000:1", "1:2:3:4:5/tcp/udp"])
  func `what is no port mapping is refused`(text: String) {
    #expect(throws: InvalidValue.self) { try PortMapping.parse(text) }
  }

  @Test(arguments: [
    ("data:/d", Mount(.volume("data"), at: "/d")),
    ("./a b:/d:shared", Mount(.bind("./a b", propagation: .shared), at: "/d")),
    ("/h:/d:ro,rslave", Mount(.bind("/h", propagation: .rslave), at: "/d", readOnly: true)),
  ])
  func `a mount is read in its short form`(text: String, mount: Mount) throws {
    #expect(try Mount.parse(text) == mount)
  }

  @Test(arguments: [
    Mount(.volume("data"), at: "/d:1", noCopy: true),
    Mount(.volume("data"), at: "/d:1", readOnly: true),
    Mount(.bind("/h", propagation: nil), at: "/d:1", readOnly: true),
    Mount(.bind("/h", propagation: .slave), at: "/d:1"),
    Mount(.bind("./h:1", propagation: .rshared), at: "/d", readOnly: true),
  ])
  func `a mount with a colon in a path is written in the long form, and read as the same`(mount: Mount) throws {
    let text = Emitter.text(mount.rendered)
    let node = try #require(try Parser.parse(Source(name: "compose.yaml", text: text)).first)
    #expect(Mount.read(node, Diagnostics()) == mount, "\(text)")
  }

  @Test(arguments: ["/d", "a:b", "a:/b:what", "a:/b:ro:x", "~/x:/b", "a:/b:shared", "a:/b:z", ":/b"])
  func `what is no mount is refused`(text: String) {
    #expect(throws: InvalidValue.self) { try Mount.parse(text) }
  }
}
