package import YAML

/// `runtime.nvidia` of a spec: what NVIDIA's GPU operator finds in the node, which brings everything else itself.
package struct NVIDIASection: Sendable {
  /// What the operator makes: the handler, and the name of its RuntimeClass.
  package static let handler = "nvidia"
  /// The drop-in that the operator writes into k0s's container.
  package static let dropIn = "nvidia.toml"
  /// Where the operator looks for a driver that it has not loaded itself.
  package static let driverTarget = "/run/nvidia/driver"
  /// The device files without which there is no driver in the kernel.
  package static let devices = ["/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia0"]

  /// A directory of the engine's host: the root below which the driver's files are, as `usr/bin/nvidia-smi`.
  package let driverRoot: Located<String>
  package let mark: Mark

  /// The program by which the operator knows a driver.
  package var tool: String { (driverRoot.value == "/" ? "" : driverRoot.value) + "/usr/bin/nvidia-smi" }

  static func read(_ node: Node, _ diagnostics: Diagnostics) -> NVIDIASection? {
    var fields = MappingReader(node, diagnostics)
    let hint = "'driverRoot: /' where the host has the driver as a package: the directory that has usr/bin/nvidia-smi"
    let root = fields.required("driverRoot", hint: hint)
    fields.reportUnknownKeys()
    guard let root else { return nil }
    let path = root.value(diagnostics) { (text) throws(InvalidValue) in
      guard text.hasPrefix("/"), !text.contains(":"), text == "/" || !text.hasSuffix("/") else {
        throw InvalidValue("\(Redaction.quote(text)) is not a directory of the engine's host", hint: hint)
      }
      return text
    }
    if path == "/" {
      diagnostics.warning(
        root.mark,
        "with the host's '/' as root of the driver, the node's privileged pods can read every file of the host",
        hint: "a directory with the driver's files alone keeps that from them")
    }
    return path.map { NVIDIASection(driverRoot: Located($0, at: root.mark), mark: node.mark) }
  }

  static var schema: Value {
    JSONSchema.object(
      "What NVIDIA's GPU operator finds in the node.",
      [
        JSONSchema.required(
          "driverRoot",
          JSONSchema.text(
            "The directory of the engine's host below which the driver's files are, as usr/bin/nvidia-smi.",
            [JSONSchema.matching("^/[^:]*$")]))
      ])
  }
}
