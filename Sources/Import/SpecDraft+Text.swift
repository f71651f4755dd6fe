import Compose
import YAML

extension SpecDraft {
  /// The spec, every key of it explained: what is not known is left empty where it is required, and is a comment where not.
  package func text(schema: String) -> String {
    """
    # yaml-language-server: $schema=\(schema)
    # A Kubernetes worker, run by nodectl. Check it with 'nodectl check', and the host with 'nodectl doctor'.
    name: \(required(name))# of the Kubernetes Node, and of the project on the engine

    zerotier:
      network: \(required(network))# the 16 hex digits of the network
      # The node's identity, which 'nodectl identity new' makes. Its address has to be authorised on the network.
      identity: {file: \(path(identity, or: Self.identityFile))}
    \(optional("hostPort", hostPort, "9994", "UDP, on this host; auto: the first free one from 9994"))
    \(optional("image", zerotierImage, "docker.io/zerotier/zerotier:1.14.2"))

    k0s:
      version: \(required(version))# the version of the cluster's controllers, such as v1.34.1+k0s.0
      # What 'k0s token create --role=worker' prints on a controller.
      joinToken: {file: \(path(joinToken, or: Self.tokenFile))}
    \(optional("nodeIP", nodeIP, "auto", "the node's address in the network; auto: the one that ZeroTier assigns"))
    \(optional("profile", profile, "default", "the worker profile"))
    \(block("labels", labels, "example.com/site: attic", "only of effect before the node has joined"))
    \(list("taints", taints, "example.com/edge=true:NoSchedule", "only of effect before the node has joined"))
    \(block("kubeletExtraArgs", kubeletArguments, "max-pods: 200", "flags of the kubelet without dashes"))
    \(optional("image", k0sImage, "registry.example.com/k0s:v1.34.1-k0s.0", "where it is not k0s's own of the version"))

    \(runtime)
    \(optional("metrics", metrics, "none", "or host: the kubelet sees the usage of the whole host", indent: ""))
    \(resources)
    # hostSysctls: allow  # refuse: the kubelet does not start where it would change them for the whole host
    \(optional("dataDir", dataDirectory, "./k0s-data", "becomes /var/lib/k0s; on a shared mount", indent: ""))
    # engine: auto  # or docker, podman, a URL, the name of a Docker context or Podman connection
    # template: crio-krun  # or classic, or a compose file of your own
    # override: compose.override.yaml  # a compose file that goes over the template, or a list of them

    """
  }

  private var runtime: String {
    guard let runtimeImage else { return "# runtime: {kind: crio-krun, image: ghcr.io/chaserhkj/crio-krun:latest}" }
    return "runtime:\n  kind: crio-krun\n  image: \(Self.scalar(runtimeImage))"
  }

  private var resources: String {
    let comment = "  # what the node, all its pods included, may use"
    let parts = [("cpus", cpus), ("memory", memory), ("pids", pids)].compactMap { key, value in
      value.map { "\(key): \(Self.scalar($0))" }
    }
    if parts.isEmpty { return "# resources: {cpus: 4, memory: 8GiB, pids: 20000}\(comment)" }
    return "resources: {\(parts.joined(separator: ", "))}\(comment)"
  }

  private func required(_ value: String?) -> String { value.map { Self.scalar($0) + "  " } ?? " " }

  private func path(_ secret: Secret?, or standard: String) -> String {
    if case .file(let path)? = secret { Self.scalar(path) } else { standard }
  }

  private func optional(
    _ key: String, _ value: String?, _ standard: String, _ comment: String? = nil, indent: String = "  "
  ) -> String {
    let explained = comment.map { "  # \($0)" } ?? ""
    return "\(indent)\(value == nil ? "# " : "")\(key): \(value.map(Self.scalar) ?? standard)\(explained)"
  }

  private func block(_ key: String, _ pairs: [Pair], _ example: String, _ comment: String) -> String {
    guard !pairs.isEmpty else { return "  # \(key): {\(example)}  # \(comment)" }
    let lines = pairs.map { "\n    \(Self.scalar($0.key)): \(Self.scalar($0.value))" }
    return "  \(key):  # \(comment)\(lines.joined())"
  }

  private func list(_ key: String, _ items: [String], _ example: String, _ comment: String) -> String {
    guard !items.isEmpty else { return "  # \(key): [\"\(example)\"]  # \(comment)" }
    return "  \(key):  # \(comment)\(items.map { "\n    - \(Self.scalar($0))" }.joined())"
  }

  /// Text as YAML, in quotes where it needs them; dollars are doubled, as they would begin a variable.
  ///
  /// Digits need none: the reader of specs takes a number's text.
  private static func scalar(_ text: String) -> String {
    if text.wholeMatch(of: /[A-Za-z0-9.\/][A-Za-z0-9.\/_+:@-]*[A-Za-z0-9_+\/]/) != nil { return text }
    let emitted = Emitter.text(.string(Interpolator.escape(text)))
    return emitted.hasSuffix("\n") ? String(emitted.dropLast()) : emitted
  }
}
