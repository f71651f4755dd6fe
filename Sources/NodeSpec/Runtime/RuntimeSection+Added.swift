import YAML

/// What containerd alone is given besides its own runtime.
extension RuntimeSection {
  /// Reports what is said of another kind's runtime, or beside a configuration that k0s adds nothing to.
  static func checkOwn(_ nodes: [Node], _ kind: Kind, beside configuration: Node?, _ diagnostics: Diagnostics) {
    for node in nodes {
      if kind != .containerd {
        diagnostics.error(
          node.mark, "this is of containerd, and the node's runtime is \(kind.rawValue)",
          hint: "leave it out, or set 'kind: containerd'")
      } else if let configuration {
        diagnostics.error(
          node.mark, "k0s adds nothing to a whole configuration of yours: this would not be in it",
          hint: "write the runtime into that file, or leave 'config' at \(configuration.mark) out")
      }
    }
  }

  static func readRuntimes(_ node: Node, besideNVIDIA: Bool, _ diagnostics: Diagnostics) -> [AddedRuntime] {
    if node.mapping == nil {
      diagnostics.error(
        node.mark, "expected a mapping here, not \(node.kind)", hint: "for gVisor, write 'runtimes: {runsc: {}}'")
    }
    let runtimes = (node.mapping ?? []).compactMap { AddedRuntime.read($0, diagnostics) }
    for runtime in runtimes where besideNVIDIA && runtime.handler == NVIDIASection.handler {
      diagnostics.error(
        runtime.mark, "the GPU operator makes the runtime '\(NVIDIASection.handler)' of 'nvidia' itself",
        hint: "leave one of them out")
    }
    checkNames(runtimes, diagnostics)
    return runtimes
  }

  /// Reports a drop-in that has the name of the one that the GPU operator writes.
  static func checkDropIns(_ dropIns: [Located<String>], besideNVIDIA: Bool, _ diagnostics: Diagnostics) {
    for file in dropIns where besideNVIDIA && file.value.split(separator: "/").last == NVIDIASection.dropIn[...] {
      diagnostics.error(
        file.mark, "'\(NVIDIASection.dropIn)' is the drop-in that the GPU operator writes itself",
        hint: "rename the file")
    }
  }

  /// Two programs cannot have one place in the container; nor two runtimes one class.
  private static func checkNames(_ runtimes: [AddedRuntime], _ diagnostics: Diagnostics) {
    var programs: [String: HostProgram] = [:]
    for program in runtimes.flatMap(\.programs) {
      if let other = programs[program.name], other.path != program.path {
        diagnostics.error(
          program.mark, "\(program.path) and \(other.path) would both be \(program.target) in the container",
          hint: "use one of them for both, or rename the file")
      }
      programs[program.name] = program
    }
    var classes: [String: String] = [:]
    for runtime in runtimes {
      if let other = classes[runtime.runtimeClass] {
        diagnostics.error(
          runtime.mark, "the runtime class '\(runtime.runtimeClass)' is that of '\(other)' too",
          hint: "give one of them another 'runtimeClass'")
      }
      classes[runtime.runtimeClass] = runtime.handler
    }
  }
}
