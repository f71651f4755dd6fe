import FoundationEssentials
import Testing

/// What becomes of a node's limits, on hosts that can keep them (`make test-vm` runs this under such a kernel) and others.
@Suite(.engineTest, .serialized) struct LimitScenarios {
  @Test(.disabled(if: hasMemoryController, "this machine's cgroups can keep limits"), arguments: EngineKind.allCases)
  func `limits that the host cannot keep: unfit, and nothing is made`(engine: EngineKind) async throws {
    try await ScenarioNode.with("limits", on: engine, spec: { $0 + "resources: {memory: 1GiB}\n" }) { node in
      let up = try await node.nodectl("up")
      #expect(up.status == 5)
      #expect(up.errors.contains("its cgroups have no controller for memory"), "\(up.errors)")
      #expect(try await node.leftOnEngine() == [])
    }
  }

  @Test(.enabled(if: hasMemoryController, cannotKeepLimits), arguments: EngineKind.allCases)
  func `a node's limits hold for the runtime, under which its pods are, and for nobody else`(engine: EngineKind)
    async throws
  {
    let limits = "resources: {cpus: 1.5, memory: 256MiB, pids: 300}\n"
    try await ScenarioNode.with("limited", on: engine, spec: { $0 + limits }) { node in
      try await node.up()
      for (file, limit) in [("memory.max", "268435456\n"), ("cpu.max", "150000 100000\n"), ("pids.max", "300\n")] {
        let runtime = try await read(file, ofCgroupOf: "crio-krun", node)
        let kubelet = try await read(file, ofCgroupOf: "k0s", node)
        #expect(runtime == limit && kubelet != limit, "\(file)")
      }
    }
  }

  @Test(.enabled(if: hasMemoryController, cannotKeepLimits), arguments: EngineKind.allCases)
  func `with host metrics the kubelet's own cgroup has the controllers that it demands`(engine: EngineKind) async throws
  {
    try await ScenarioNode.with("controlled", on: engine, spec: { $0 + "metrics: host\n" }) { node in
      try await node.up()
      let path = "/sys/fs/cgroup/nodectl/\(node.name)/cgroup.controllers"
      let controllers = try await node.host.output(of: ["cat", path]).split(whereSeparator: \.isWhitespace)
      #expect(Set(controllers).isSuperset(of: ["cpu", "cpuset", "memory", "pids"]), "\(controllers)")
      #expect(try await node.nodectl("down", "--volumes").status == 0)
      #expect(try await node.host.run(["test", "-e", "/sys/fs/cgroup/nodectl/\(node.name)"]).status == 1)
    }
  }

  /// Docker alone tells of it while the container runs on.
  @Test(.enabled(if: hasMemoryController, cannotKeepLimits))
  func `a process that runs into the node's limit of memory is warned of`() async throws {
    try await ScenarioNode.with("memory", on: .docker, spec: { $0 + "resources: {memory: 64MiB}\n" }) { node in
      try await node.up()
      let eater = try await node.host.run(["docker", "exec", "\(node.name)-crio-krun-1", "tail", "/dev/zero"])
      #expect(eater.status != 0)
      let status = try await node.nodectl("status", "--ask")
      #expect(
        status.output.contains("a process in it was killed for want of memory: its limit is 64 MiB"),
        "\(status.output)")
    }
  }

  /// Of the container's own cgroup; its processes may be in one below.
  private func read(_ file: String, ofCgroupOf service: String, _ node: ScenarioNode) async throws -> String {
    let id = try await node.inspect(service, "{{.Id}}")
    let script = "cat \"$(find /sys/fs/cgroup -type d -name \"*$0*\" ! -name '*conmon*' -prune)/$1\""
    return try await node.host.output(of: ["sh", "-c", script, id, file])
  }

  /// Whether cgroups of version 2 have it: `memory 0 ... 1` in the kernel's table.
  private static let hasMemoryController: Bool = {
    let table = (try? String(contentsOf: URL(filePath: "/proc/cgroups"), encoding: .utf8)) ?? ""
    return table.split(separator: "\n").contains { line in
      let fields = line.split(whereSeparator: \.isWhitespace)
      return fields.count == 4 && fields[0] == "memory" && fields[1] == "0" && fields[3] == "1"
    }
  }()

  private static let cannotKeepLimits: Comment = "this machine's cgroups can keep no limits: see make test-vm"
}
