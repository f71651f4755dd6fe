import Engine
import FoundationEssentials
import NodeSpec
import Ownership
import Testing

@testable import Doctor

@Suite struct ExaminationTests {
  @Test(arguments: Product.allCases)
  func `a good host is good in all that is asked`(product: Product) throws {
    var good = GoodHost()
    good.product = product
    let findings = try good.findings()
    #expect(findings.filter { $0.severity != .ok } == [])
    let unasked: Set<Check> = [
      .secrets, .host, .runtimePrograms, .nvidia, .runtimeSocket, .cgroupDriver, .resources, .hostMetrics, .apiServer,
    ]
    #expect(Set(findings.map(\.check)) == Set(Check.allCases).subtracting(unasked))
  }

  /// One fault each, and the finding that it makes.
  @Test(arguments: Fault.all)
  func `a fault makes its own finding, and no other`(fault: Fault) throws {
    var host = GoodHost()
    fault.spoil(&host)
    let found = try host.findings().filter { $0.severity != .ok }
    #expect(found.map(\.check) == [fault.check])
    #expect(found.map(\.severity) == [fault.severity])
    #expect(found.first?.what == fault.what)
    #expect(found.first?.remedy.first == fault.remedy)
  }

  @Test func `of an engine whose host cannot be seen only the engine is judged, which is said`() throws {
    var host = GoodHost()
    host.isHostSeen = false
    host.host = HostFacts()
    let findings = try host.findings()
    #expect(findings.filter { $0.severity != .ok }.map(\.check) == [.host])
    #expect(!findings.contains { $0.check == .tun })
  }

  @Test func `the port and the mounts of a node that is there are its own`() throws {
    var host = GoodHost()
    host.holdsNode = true
    host.host.busyPorts = [9994]
    host.host.leftovers = nil
    host.host.mounts = mounts(below: true)
    #expect(try host.findings().filter { $0.severity != .ok } == [])
  }

  @Test func `mounts beside a data directory that is not there yet are none's leftovers`() throws {
    var host = GoodHost()
    host.host.dataDirectory = "/srv/edge"
    host.host.dataDirectoryExists = false
    host.host.leftovers = nil
    host.host.mounts = mounts(below: true)
    #expect(try host.findings().filter { $0.severity != .ok } == [])
  }

  @Test func `of a node that has not joined nothing is said of its join token`() throws {
    var host = GoodHost()
    host.host.hasJoined = false
    #expect(!(try host.findings().contains { $0.check == .joined }))
  }

  @Test func `the cgroup of a node that is to have one is no leftover`() throws {
    var host = GoodHost()
    host.spec = "metrics: host"
    host.host.cgroup = NodeCgroup(path: "/nodectl/edge", rootControllers: ["memory"], controllers: ["memory"])
    host.host.leftovers = Leftovers(cgroups: ["/nodectl/edge"])
    #expect(try host.findings().filter { $0.severity != .ok } == [])
  }

  @Test(arguments: [Product.docker, .podman])
  func `a runtime of the host's that is there, and agrees with its engine, is good`(product: Product) throws {
    var host = GoodHost()
    host.product = product
    host.beside("cri-dockerd", "systemd")
    let findings = try host.findings()
    #expect(findings.filter { $0.severity != .ok } == [])
    #expect(findings.contains { $0.check == .runtimeSocket })
    #expect(findings.contains { $0.check == .cgroupDriver })
  }

  @Test func `limits that no controller can keep fail, beside the warning of the controllers`() throws {
    var host = GoodHost()
    host.spec = "resources: {cpus: 2}"
    host.host.cgroupControllers = ["memory", "pids"]
    let found = try host.findings().filter { $0.severity != .ok }
    #expect(found.map(\.check) == [.cgroupControllers, .resources])
    #expect(found.last?.sentence.hasSuffix("its cgroups have no controller for cpu") == true)
  }

  @Test func `a driver and a static program are good, and what another image of k0s has is not known`() throws {
    var host = GoodHost()
    host.withGPU(devices: NVIDIASection.devices)
    #expect(try host.findings().filter { $0.severity != .ok } == [])
    let gpu = try #require(try host.findings().first { $0.check == .nvidia })
    #expect(gpu.what == "the driver's devices are there, and /srv/nvidia/usr/bin/nvidia-smi")
    host = GoodHost()
    host.spec = "runtime: {kind: containerd, runtimes: {runsc: }}"
    let script = ProgramFile.file(isExecutable: true, head: Array("#! /bin/sh -e\n".utf8))
    let program = ProgramFile.file(isExecutable: true, head: ProgramHead.sample())
    host.host.programs = ["/usr/local/bin/runsc": script, "/usr/local/bin/containerd-shim-runsc-v1": program]
    #expect(try host.findings().filter { $0.severity != .ok } == [])
    #expect(try host.findings().contains { $0.what == "the programs of runsc are there" })
  }

  @Test func `the machine and the interpreter of a real program are read`() throws {
    let shell = try Data(contentsOf: URL(filePath: "/proc/self/exe")).prefix(ProgramFile.headLength)
    let head = try #require(ProgramHead(Array(shell)))
    #if arch(x86_64)
      let machine = "x86_64"
    #else
      let machine = "aarch64"
    #endif
    #expect(head.machine == machine)
    #expect(head.interpreter?.contains("/ld-") == true)
    #expect(ProgramHead(Array(shell.prefix(40))) == nil)
  }

  @Test func `a kernel that loads no modules is not asked for them`() throws {
    var host = GoodHost()
    host.host.modules = nil
    #expect(!(try host.findings().contains { $0.check == .kernelModules }))
  }
}

/// A host's mounts, with one in the data directory or not.
func mounts(below isBelow: Bool, options: String = "shared:1") -> MountInfo {
  let leaked = "30 22 0:50 / /srv/edge/k0s-data/kubelet/pods/x rw shared:9 - tmpfs tmpfs rw\n"
  return MountInfo("22 1 8:1 / / rw \(options) - ext4 /dev/sda1 rw\n" + (isBelow ? leaked : ""))
}
