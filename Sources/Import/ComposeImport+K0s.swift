import Compose
import Images
import NodeSpec

extension ComposeImport {
  /// The version, the token, and how the node registers.
  func read(k0s: ImportedService, into draft: inout SpecDraft) {
    readImage(k0s, into: &draft)
    if let text = k0s.environment()["K0S_TOKEN"], !text.isEmpty { draft.joinToken = .text(text) }
    readCommand(k0s, into: &draft)
    if let mount = k0s.mount(at: "/var/lib/k0s") {
      draft.dataDirectory = mount.value.hostPath.map(path)
      if draft.dataDirectory == nil {
        diagnostics.warning(
          mount.mark, "the node's data is in a volume, and is not carried over",
          hint: "the node joins anew, with a fresh token; or copy what is in the volume to the spec's dataDir")
      }
    }
    let token = tokenFile(k0s).map { [$0] } ?? []
    // The workaround of the published README; a kubelet in one of them alone sees no more than in none.
    if k0s.text("cgroup") == "host", k0s.text("pid") == "host" { draft.metrics = "host" }
    k0s.warnOfOthers(except: ["cgroup", "pid"], environment: ["K0S_TOKEN"], mounts: Set(token))
  }

  private func readImage(_ k0s: ImportedService, into draft: inout SpecDraft) {
    guard let text = k0s.text("image"), let image = try? ImageReference(text) else { return }
    draft.version = image.tag.flatMap { $0 == "latest" ? nil : $0 }
    if "\(image.registry)/\(image.repository)" != "docker.io/k0sproject/k0s" { draft.k0sImage = text }
  }

  private func tokenFile(_ k0s: ImportedService) -> String? {
    WorkerFlags(k0s.command()).values["token-file"]?.value
  }

  private func readCommand(_ k0s: ImportedService, into draft: inout SpecDraft) {
    let flags = WorkerFlags(k0s.command())
    if let token = flags.token, !token.value.isEmpty { draft.joinToken = .text(token.value) }
    for (flag, value) in flags.values.sorted(by: { $0.key < $1.key }) {
      switch flag {
      case "cri-socket": break
      case "profile": draft.profile = ["", "default"].contains(value.value) ? nil : value.value
      case "labels": draft.labels = Self.pairs(value.value)
      case "taints": draft.taints = value.value.split(separator: ",").map(String.init)
      case "kubelet-extra-args": readKubeletArguments(value, into: &draft)
      case "token-file":
        if let file = k0s.hostPath(of: value.value) {
          draft.joinToken = .file(path(file))
        } else {
          diagnostics.warning(value.mark, "the file \(value.value) with the join token is from nowhere in this file")
        }
      default: diagnostics.warning(value.mark, "the flag --\(flag) of k0s is not carried over")
      }
    }
  }

  private func readKubeletArguments(_ arguments: Located<String>, into draft: inout SpecDraft) {
    for word in arguments.value.split(whereSeparator: \.isWhitespace) {
      let halves = word.drop { $0 == "-" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let (flag, value) = (String(halves[0]), halves.count > 1 ? String(halves[1]) : "true")
      switch flag {
      case "node-ip": draft.nodeIP = value.isEmpty ? nil : value
      case "hostname-override": draft.name = draft.name ?? value
      case "node-labels": draft.labels += Self.pairs(value)
      case "register-with-taints": draft.taints += value.split(separator: ",").map(String.init)
      case "kubelet-cgroups", "cgroup-root":
        if !value.isEmpty { diagnostics.warning(arguments.mark, "--\(flag) of the kubelet is not carried over") }
      default: draft.kubeletArguments.append(SpecDraft.Pair(key: flag, value: value))
      }
    }
  }

  /// `a=b,c=d`.
  private static func pairs(_ text: String) -> [SpecDraft.Pair] {
    text.split(separator: ",").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return SpecDraft.Pair(key: String(halves[0]), value: halves.count > 1 ? String(halves[1]) : "")
    }
  }
}
