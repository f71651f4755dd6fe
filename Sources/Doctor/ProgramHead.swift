/// What the first bytes of a program say of it: an ELF file (elf(5)), or a script.
struct ProgramHead: Equatable {
  /// The kernel's name of the machine that it is for; nil for a script's and for one that is not known here.
  let machine: String?
  /// What the kernel starts it with; nil for a static program.
  let interpreter: String?

  private static let machines: [Int: String] = [
    0x28: "arm", 0x3E: "x86_64", 0xB7: "aarch64", 0xF3: "riscv64", 0x15: "ppc64le", 0x16: "s390x",
  ]

  /// Nil for what the kernel cannot start.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: "#!".utf8) {
      let line = bytes.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
      let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      (machine, interpreter) = (nil, words.first.map(String.init))
      return
    }
    guard bytes.count >= 52, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return nil }
    let (is64, isLittle) = (bytes[4] == 2, bytes[5] == 1)
    func number(at offset: Int, _ size: Int) -> Int {
      guard offset >= 0, offset <= bytes.count - size else { return 0 }
      let digits = bytes[offset..<offset + size]
      // Of 63 bits: no offset in the head has more.
      return (isLittle ? digits.reversed() : Array(digits)).reduce(0) { ($0 & (.max >> 8)) << 8 | Int($1) }
    }
    machine = Self.machines[number(at: 18, 2)]
    let table = number(at: is64 ? 32 : 28, is64 ? 8 : 4)
    let (size, count) = (number(at: is64 ? 54 : 42, 2), number(at: is64 ? 56 : 44, 2))
    let entries = (0..<count).map { table &+ $0 &* size }
    let interpreter = entries.first { number(at: $0, 4) == 3 && $0 > 0 }.map { entry in
      number(at: entry &+ (is64 ? 8 : 4), is64 ? 8 : 4)
    }
    self.interpreter = interpreter.flatMap { start in
      start > 0 && start < bytes.count
        ? String(decoding: bytes[start...].prefix { $0 != 0 }, as: UTF8.self) : nil
    }
  }

  /// The kernel's name of a machine that an engine may call as Go does.
  static func machine(of architecture: String) -> String {
    let names = ["amd64": "x86_64", "arm64": "aarch64", "armv7l": "arm", "armv8l": "arm", "armhf": "arm"]
    return names[architecture] ?? architecture
  }
}
