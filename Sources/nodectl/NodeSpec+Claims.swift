import NodeSpec
import Planning
import YAML

extension NodeSpec {
  /// Where the spec says what it claims.
  func mark(of conflict: Claims.Conflict) -> Mark {
    switch conflict {
    case .name: name.mark
    case .dataDirectory: dataDirectory.mark
    case .hostPort: zerotier.hostPort.mark
    case .identity: zerotier.identity.secret.mark
    case .runtime: runtime.external?.socket.mark ?? name.mark
    }
  }
}
