package import NodeSpec
import YAML

/// A device of the host in the container.
package struct Device: Sendable, Equatable {
  package let source: String
  package let target: String
  /// Of `r`, `w` and `m`.
  package let permissions: String

  /// The short form: `SOURCE[:TARGET[:PERMISSIONS]]`.
  package init(_ text: String) throws(InvalidValue) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let permissions = parts.count > 2 ? parts[2] : "rwm"
    guard (1...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }), parts[0].hasPrefix("/"),
      Set(permissions).isSubset(of: "rwm")
    else {
      throw InvalidValue(
        "\(Redaction.quote(text)) is not a device", hint: "write it as /dev/net/tun:/dev/net/tun:rwm")
    }
    source = parts[0]
    target = parts.count > 1 ? parts[1] : parts[0]
    self.permissions = permissions
  }

  var rendered: Value { .string("\(source):\(target):\(permissions)") }
}
