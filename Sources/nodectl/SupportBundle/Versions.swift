import Host
import Planning

/// Which nodectl runs, as whom and on what.
struct Versions: Encodable {
  let nodectl = NodectlVersion.current
  let userID = LocalHost.userID
  let kernel = LocalHost.kernel
}
