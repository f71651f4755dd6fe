import Compose
import NodeSpec

extension ComposeImport {
  private static let home = "/var/lib/zerotier-one"

  /// The network, the identity and the port.
  func read(zerotier: ImportedService, into draft: inout SpecDraft) {
    draft.zerotierImage = zerotier.image(unless: "docker.io/zerotier/zerotier:latest")
    if let hostname = zerotier.text("hostname") { draft.name = hostname }
    let environment = zerotier.environment()
    let joined = environment["ZEROTIER_JOIN_NETWORKS"]?.split(separator: " ").map(String.init) ?? []
    let networks = zerotier.command().map(\.value).filter { !$0.isEmpty } + joined
    draft.network = networks.first
    if networks.count > 1, let mark = zerotier.command().first?.mark {
      diagnostics.warning(mark, "only the network \(networks[0]) is carried over", hint: "a node is in one network")
    }
    if let port = zerotier.ports().first(where: { $0.target == 9993 })?.published { draft.hostPort = "\(port)" }
    readIdentity(zerotier, into: &draft)
    zerotier.warnOfOthers(
      environment: ["ZEROTIER_IDENTITY_PUBLIC", "ZEROTIER_IDENTITY_SECRET", "ZEROTIER_JOIN_NETWORKS"],
      mounts: [Self.home, "\(Self.home)/identity.secret", "\(Self.home)/identity.public"])
  }

  private func readIdentity(_ zerotier: ImportedService, into draft: inout SpecDraft) {
    if let text = zerotier.environment()["ZEROTIER_IDENTITY_SECRET"], !text.isEmpty {
      draft.identity = .text(text)
    } else if let file = zerotier.hostPath(of: "\(Self.home)/identity.secret") {
      draft.identity = .file(path(file))
    } else if let mount = zerotier.mount(at: Self.home) {
      diagnostics.warning(
        mount.mark, "the identity is in a volume, and is not carried over",
        hint: "docker compose cp \(zerotier.name):\(Self.home)/identity.secret . && chmod 600 identity.secret")
    }
  }
}
