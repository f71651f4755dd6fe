import Compose
package import NodeSpec
import SystemPackage
package import YAML

/// Takes over what a compose file in the manner of the published one says of a node.
package struct ComposeImport {
  /// The absolute path of the compose file's directory.
  let directory: String
  /// The absolute path of the directory that the spec will be in.
  let specDirectory: String
  let diagnostics: Diagnostics

  /// What the file, its variables filled in, says of a node; nil, with an error, where it has no k0s worker.
  ///
  /// Everything in it that neither the spec nor nodectl's stack has is warned of where it stands.
  package static func draft(
    _ document: Node, directory: String, specDirectory: String, _ diagnostics: Diagnostics
  ) -> SpecDraft? {
    ComposeImport(directory: directory, specDirectory: specDirectory, diagnostics: diagnostics).draft(document)
  }

  private func draft(_ document: Node) -> SpecDraft? {
    let entries = document["services"]?.mapping ?? []
    let services = parts(entries.map { ImportedService($0, of: document, diagnostics) })
    let names = Set(services.values.map(\.name))
    for entry in entries where !names.contains(entry.key.text) {
      diagnostics.warning(
        entry.keyMark, "the service '\(entry.key.text)' is not carried over",
        hint: "a node is of ZeroTier, a container runtime and k0s; several nodes are several documents of a spec")
    }
    guard let k0s = services[.worker] else {
      diagnostics.error(document.mark, "this compose file has no k0s worker", hint: "is this the right file?")
      return nil
    }
    var draft = SpecDraft()
    read(k0s: k0s, into: &draft)
    if let zerotier = services[.zerotier] { read(zerotier: zerotier, into: &draft) }
    if let runtime = services[.runtime] { read(runtime: runtime, into: &draft) }
    return draft
  }

  /// The services that are parts of a node, the first of each.
  private func parts(_ services: [ImportedService]) -> [ServiceRole: ImportedService] {
    var parts: [ServiceRole: ImportedService] = [:]
    // Those whose image or whole name says it come first: the name of a helper may begin as that of its part does.
    for guesses in [false, true] {
      for service in services {
        let image = service.text("image") ?? ""
        let known = ServiceRole(image: image) ?? ServiceRole(rawValue: service.name)
        let role = guesses ? known ?? ServiceRole(service: service.name, image: image) : known
        if let role, parts[role] == nil { parts[role] = service }
      }
    }
    return parts
  }

  private func read(runtime: ImportedService, into draft: inout SpecDraft) {
    draft.runtimeImage = runtime.image(unless: "ghcr.io/chaserhkj/crio-krun:latest")
    if let mount = runtime.mount(at: "/var/lib/containers"), mount.value.hostPath != nil { runtime.warn(of: mount) }
    draft.cpus = runtime.text("cpus")
    draft.memory = runtime.text("mem_limit")
    draft.pids = runtime.text("pids_limit")
    runtime.warnOfOthers(except: ["cpus", "mem_limit", "pids_limit"], environment: [])
  }

  /// A path of the compose file as the spec has to name it.
  func path(_ path: String) -> String {
    let whole = FilePath(directory).pushing(FilePath(path)).lexicallyNormalized().string
    return whole.hasPrefix(specDirectory + "/") ? "." + whole.dropFirst(specDirectory.count) : whole
  }
}
