/// Writes request targets as RFC 3986 wants them.
enum PercentEncoding {
  static func target(path: String, query: [(name: String, value: String)]) -> String {
    let query = query.map { "\(encode($0.name, also: ""))=\(encode($0.value, also: ""))" }.joined(separator: "&")
    return encode(path, also: "/:@+") + (query.isEmpty ? "" : "?" + query)
  }

  private static let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)

  private static func encode(_ text: String, also allowed: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if unreserved.contains(byte) || allowed.utf8.contains(byte) {
        bytes.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
