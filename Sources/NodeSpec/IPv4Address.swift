/// An IPv4 address in dotted form.
package struct IPv4Address: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ text: String) throws(InvalidValue) {
    let bytes = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.allSatisfy { $0.isASCII && $0.isNumber } && (part.count == 1 || part.first != "0") ? UInt8(part) : nil
    }
    guard bytes.count == 4, !bytes.contains(nil) else {
      throw InvalidValue("\(Redaction.quote(text)) is not an IPv4 address", hint: "write it as 10.147.20.5")
    }
    description = text
  }
}
