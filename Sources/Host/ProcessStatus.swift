/// What `/proc/PID/stat` says (proc_pid_stat(5)).
struct ProcessStatus: Equatable {
  let name: String
  let state: String
  let parent: Int32
  let startTime: UInt64
  let isKernelThread: Bool

  /// Nil for what is not of its form.
  ///
  /// The name is the program's choice and may hold anything, parentheses too.
  init?(_ line: some BidirectionalCollection<UInt8>) {
    guard let open = line.firstIndex(of: UInt8(ascii: "(")), let close = line.lastIndex(of: UInt8(ascii: ")")),
      open < close
    else { return nil }
    name = String(decoding: line[line.index(after: open)..<close], as: UTF8.self)
    let rest = line[line.index(after: close)...].split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    let fields = rest.map { String(decoding: $0, as: UTF8.self) }
    guard fields.count > 19, let parent = Int32(fields[1]), let flags = UInt32(fields[6]),
      let startTime = UInt64(fields[19])
    else { return nil }
    state = fields[0]
    self.parent = parent
    self.startTime = startTime
    isKernelThread = flags & 0x20_0000 != 0
  }
}
