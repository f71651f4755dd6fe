/// The type of a runtime as containerd has it: `io.containerd.runsc.v1`.
package struct RuntimeType: Sendable, Equatable {
  package let name: String
  /// The program that containerd starts for it, which it finds by the last two parts of the type.
  package let shim: String

  /// The one that k0s brings itself.
  package static let runc = RuntimeType(name: "io.containerd.runc.v2", shim: "containerd-shim-runc-v2")
  package static let gvisor = RuntimeType(name: "io.containerd.runsc.v1", shim: "containerd-shim-runsc-v1")

  private init(name: String, shim: String) { (self.name, self.shim) = (name, shim) }

  package init(_ text: String) throws(InvalidValue) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0))
    }
    guard isPlain, parts.count > 2, !parts.contains(""), let version = parts.last, version.first == "v",
      version.dropFirst().allSatisfy(\.isNumber), version.count > 1
    else {
      throw InvalidValue(
        "\(Redaction.quote(text)) is not the type of a runtime", hint: "write it as io.containerd.kata.v2")
    }
    self.init(name: text, shim: "containerd-shim-\(parts[parts.count - 2])-\(version)")
  }

  /// What containerd takes as `options`; any other key it passes over without a word.
  package var options: [String] {
    self == .runc
      ? [
        "BinaryName", "CriuImagePath", "CriuPath", "CriuWorkPath", "IoGid", "IoUid", "NoNewKeyring", "NoPivotRoot",
        "Root",
        "ShimCgroup", "SystemdCgroup",
      ] : ["ConfigBody", "ConfigPath", "TypeUrl"]
  }
}
