import NodeSpec
import Ownership
import Testing

@testable import Doctor

extension Fault {
  /// Of the programs that a node's runtimes take.
  static let programFaults = [
    program("there is no /opt/runsc", "put it there, or name another path in the spec", .missing),
    program("/opt/runsc is a directory", "rmdir /opt/runsc, and put the program there", .directory),
    program(
      "/opt/runsc is not executable", "chmod 755 /opt/runsc", .file(isExecutable: false, head: ProgramHead.sample())),
    program(
      "/opt/runsc is no program", "put the program there, or name another path in the spec",
      .file(isExecutable: true, head: Array("Not Found".utf8))),
    program(
      "/opt/runsc is for aarch64, and the host is x86_64", "get the one for x86_64",
      .file(isExecutable: true, head: ProgramHead.sample(machine: 0xB7))),
    program(
      "/opt/runsc needs /lib64/ld-linux-x86-64.so.2, which is not in k0s's image", "get a static build of it",
      .file(isExecutable: true, head: ProgramHead.sample(interpreter: "/lib64/ld-linux-x86-64.so.2")), .warning),
    Fault(
      .nvidia, .failure, "there is no /dev/nvidiactl, no /dev/nvidia-uvm, no /dev/nvidia0",
      "install the driver on the host, and see that nvidia-smi works there"
    ) { $0.withGPU(devices: []) },
    Fault(
      .nvidia, .failure, "there is no /srv/nvidia/usr/bin/nvidia-smi", "put it there, or name another path in the spec"
    ) { host in
      host.withGPU(devices: NVIDIASection.devices)
      host.host.programs = ["/srv/nvidia/usr/bin/nvidia-smi": .missing]
    },
  ]

  private static func program(
    _ what: String, _ remedy: String, _ file: ProgramFile, _ severity: Finding.Severity = .failure
  ) -> Fault {
    Fault(.runtimePrograms, severity, what, remedy) { host in
      host.spec = """
        runtime: {kind: containerd, runtimes: {runsc: {shim: /opt/shim, programs: [/opt/runsc]}}}
        """
      host.host.programs = ["/opt/shim": .file(isExecutable: true, head: ProgramHead.sample()), "/opt/runsc": file]
    }
  }
}

extension GoodHost {
  /// A node with NVIDIA's GPUs, and a driver whose program needs the driver's own root.
  mutating func withGPU(devices: [String]) {
    spec = "runtime: {kind: containerd, nvidia: {driverRoot: /srv/nvidia}}"
    host.devices?.formUnion(devices)
    let head = ProgramHead.sample(interpreter: "/lib64/ld-linux-x86-64.so.2")
    host.programs = ["/srv/nvidia/usr/bin/nvidia-smi": .file(isExecutable: true, head: head)]
  }
}

extension ProgramHead {
  /// The first bytes of an ELF file of 64 bits, little-endian.
  static func sample(machine: UInt8 = 0x3E, interpreter: String? = nil) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 256)
    bytes.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
    bytes[18] = machine
    (bytes[32], bytes[54], bytes[56]) = (64, 56, 2)
    guard let interpreter else { return bytes }
    bytes[64 + 56] = 3
    bytes[64 + 56 + 8] = 192
    bytes.replaceSubrange(192..<192 + interpreter.utf8.count, with: interpreter.utf8)
    return bytes
  }
}
