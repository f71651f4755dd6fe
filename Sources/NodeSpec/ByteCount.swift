/// A number of bytes as engines take it: `512m`, `8GiB`, `8g`, each unit 1024 of the one below.
package enum ByteCount {
  package static func parse(_ text: String) throws(InvalidValue) -> Int {
    var malformed: InvalidValue {
      InvalidValue("\(Redaction.quote(text)) is not a size", hint: "write it as 512m or 8GiB")
    }
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(number), value >= 0 else { throw malformed }
    var unit = text[number.endIndex...].drop { $0 == " " }.lowercased()[...]
    if unit.last == "b" { unit.removeLast() }
    if unit.count == 2, unit.last == "i" { unit.removeLast() }
    guard let exponent = ["", "k", "m", "g", "t", "p"].firstIndex(of: unit) else { throw malformed }
    let bytes = (0..<exponent).reduce(value) { bytes, _ in bytes * 1024 }
    guard bytes < 9e18 else { throw malformed }
    return Int(bytes)
  }
}
