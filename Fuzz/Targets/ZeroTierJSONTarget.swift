import Doctor
import ZeroTier

/// What `zerotier-cli` prints, on either stream.
enum ZeroTierJSONTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return }
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    let output = CLIOutput(
      exitCode: Int(kind >> 1 & 1), stdout: kind & 1 == 0 ? text : "", stderr: kind & 1 == 1 ? text : "")
    _ = try? output.values()
    let symptoms = ZeroTierSymptoms(
      status: Result { () throws(CLIError) in try output.status() },
      networks: Result { () throws(CLIError) in try output.networks() })
    _ = symptoms.diagnosis(of: ExpectedNode(name: "edge-01"))
  }
}
