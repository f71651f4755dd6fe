import SystemPackage
import Testing

@testable import Host

@Suite(.timeLimit(.minutes(5))) struct InterruptibleFileTests {
  private let pipe: (readEnd: FileDescriptor, writeEnd: FileDescriptor)

  init() throws {
    ProcessEnvironment.outliveReaders()
    pipe = try FileDescriptor.pipe()
  }

  private func close() throws {
    try pipe.readEnd.close()
    try pipe.writeEnd.close()
  }

  @Test func `what is written is read, and then the end`() async throws {
    let (reader, writer) = (try InterruptibleFile(pipe.readEnd), try InterruptibleFile(pipe.writeEnd))
    let sent = [UInt8](repeating: 120, count: 1 << 20)
    let end = pipe.writeEnd
    let writing = Task {
      try await writer.write(sent)
      try end.close()
    }
    var received: [UInt8] = []
    while case let bytes = try await reader.read(), !bytes.isEmpty { received += bytes }
    #expect(received == sent)
    try await writing.value
    try pipe.readEnd.close()
  }

  @Test func `a cancelled task waits for nothing more, whether it reads or writes`() async throws {
    let (reader, writer) = (try InterruptibleFile(pipe.readEnd), try InterruptibleFile(pipe.writeEnd))
    for task in [
      Task { _ = try await reader.read() }, Task { try await writer.write([UInt8](repeating: 120, count: 1 << 20)) },
    ] {
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    try close()
  }

  @Test func `a reader who is gone is told`() async throws {
    let writer = try InterruptibleFile(pipe.writeEnd)
    try pipe.readEnd.close()
    await #expect(throws: Errno.brokenPipe) { try await writer.write([1]) }
    try pipe.writeEnd.close()
  }
}
