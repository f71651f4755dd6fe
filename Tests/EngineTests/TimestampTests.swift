import Testing

@testable import Engine

@Suite struct TimestampTests {
  @Test(arguments: [
    "2026-11-22T02:23:53.556311035Z", "1970-01-01T00:00:00.000000007Z", "2024-02-29T23:59:59.000000000Z",
  ])
  func `a time is written as it is read`(text: String) {
    #expect(Timestamp(text)?.rfc3339 == text)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", Int64(0), Int32(0)),
    ("2026-11-22T02:23:53.556311035Z", 1_795_314_233, 556_311_035),
    ("2026-11-22T02:23:53.5Z", 1_795_314_233, 500_000_000),
    ("2026-11-22T03:23:53.000000001+01:00", 1_795_314_233, 1),
    ("2026-11-21T18:53:53-07:30", 1_795_314_233, 0),
    ("2024-02-29T12:00:00Z", 1_709_208_000, 0),
    ("2000-03-01T00:00:00Z", 951_868_800, 0),
    ("1969-12-31T23:59:59Z", -1, 0),
    ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
  ])
  func `a time is read wherever its zone is`(text: String, seconds: Int64, nanoseconds: Int32) throws {
    #expect(Timestamp(text) == Timestamp(seconds: seconds, nanoseconds: nanoseconds))
  }

  @Test(arguments: [
    "", "now", "2026-11-22", "2026-11-22T02:23:53", "2026-11-22 02:23:53Z", "2026-13-22T02:23:53Z",
    "2026-11-22T02:23:53.Z", "2026-11-22T02:23:53.1234567890Z", "2026-11-22T02:23:53+0100", "2026-11-22T02:23:53Zx",
    "²026-11-22T02:23:53Z",
  ])
  func `what is no time is refused`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `later is greater, by nanoseconds too`() throws {
    let first = try #require(Timestamp("2026-11-22T02:23:53.556311035Z"))
    let second = try #require(Timestamp("2026-11-22T03:23:53.556311036+01:00"))
    #expect(Timestamp.never < first)
    #expect(first < second)
  }

  @Test(arguments: [
    (Int64(-1), "-1.999999999"), (-999_999_999, "-1.000000001"), (-1_000_000_000, "-1.000000000"),
    (.min, "-9223372037.145224192"),
  ])
  func `before 1970 too the fraction is counted forwards`(nanoseconds: Int64, text: String) {
    #expect("\(Timestamp(nanosecondsSince1970: nanoseconds))" == text)
  }

  @Test func `in queries it has nine digits after the point`() {
    #expect("\(Timestamp(nanosecondsSince1970: 1_795_314_233_000_000_042))" == "1795314233.000000042")
  }
}
