import Compose
import Engine
import NodeSpec
import Ownership
import Planning

/// What the node's runtimes take of the host: without it containerd starts, and the pods that ask for them fail.
extension Examination {
  private var runtime: RuntimeSection { node.spec.runtime }

  var runtimePrograms: [Finding] {
    guard host.programs != nil, !runtime.runtimes.isEmpty else { return [] }
    var seen: Set<String> = []
    let findings = runtime.runtimes.flatMap { added in
      added.programs.filter { seen.insert($0.path).inserted }.compactMap { program in
        finding(.runtimePrograms, program.path, "no pod of the runtime '\(added.handler)' would start")
      }
    }
    return findings.isEmpty
      ? [.ok(.runtimePrograms, "the programs of \(runtime.runtimes.map(\.handler).joined(separator: ", ")) are there")]
      : findings
  }

  var nvidia: Finding? {
    guard let nvidia = runtime.nvidia, let devices = host.devices else { return nil }
    let missing = NVIDIASection.devices.filter { !devices.contains($0) }
    guard missing.isEmpty else {
      return .failure(
        .nvidia, "there is no \(missing.joined(separator: ", no "))",
        "the host's kernel has no NVIDIA driver, or nobody has used it yet",
        "install the driver on the host, and see that nvidia-smi works there",
        "nvidia-modprobe -u -c 0    makes the device files")
    }
    // What is below the driver's root finds its libraries there.
    return finding(
      .nvidia, nvidia.tool, "the GPU operator finds no driver at runtime.nvidia.driverRoot", runsInItsRoot: true)
      ?? .ok(.nvidia, "the driver's devices are there, and \(nvidia.tool)")
  }

  /// What is wrong with a program; nil where nothing is, and where it cannot be seen.
  private func finding(_ check: Check, _ path: String, _ why: String, runsInItsRoot: Bool = false) -> Finding? {
    switch host.programs?[path] {
    case nil: return nil
    case .missing: return .failure(check, "there is no \(path)", why, "put it there, or name another path in the spec")
    case .directory:
      return .failure(
        check, "\(path) is a directory", why, "rmdir \(ShellWords.quoted(path)), and put the program there",
        "engines make a directory of a path that they are to mount and that is not there")
    case .file(isExecutable: false, head: _):
      return .failure(check, "\(path) is not executable", why, "chmod 755 \(ShellWords.quoted(path))")
    case .file(isExecutable: true, let bytes):
      guard let head = ProgramHead(bytes) else {
        return .failure(check, "\(path) is no program", why, "put the program there, or name another path in the spec")
      }
      let machine = ProgramHead.machine(of: engine.info.architecture)
      if let other = head.machine, other != machine {
        return .failure(check, "\(path) is for \(other), and the host is \(machine)", why, "get the one for \(machine)")
      }
      guard !runsInItsRoot, node.spec.k0s.image == nil, let interpreter = head.interpreter, !isInImage(interpreter)
      else {
        return nil
      }
      return .warning(
        check, "\(path) needs \(interpreter), which is not in k0s's image", why, "get a static build of it")
    }
  }

  /// k0s's image is Alpine's: a shell, and the C library musl.
  private func isInImage(_ interpreter: String) -> Bool {
    interpreter == "/bin/sh" || interpreter.hasPrefix("/lib/ld-musl-")
  }
}
