import Engine
import NodeSpec

extension ContainerDetails {
  /// The address that ZeroTier has assigned, where this is its container: what its health check printed last.
  ///
  /// The check is the one place that both engines remember; a command run in the container would cost two calls more, and
  /// on Podman leaves a process behind for five minutes.
  var assignedAddress: IPv4Address? {
    guard state.isRunning, let health = state.health, health.status == .healthy,
      let output = health.log.last(where: { $0.exitCode == 0 })?.output
    else { return nil }
    return output.split(whereSeparator: \.isWhitespace).lazy.compactMap { try? IPv4Address(String($0)) }.first
  }
}
