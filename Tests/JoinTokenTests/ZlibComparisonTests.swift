import FoundationEssentials
import TestSupport
import Testing

@testable import JoinToken

/// What zlib makes and takes is the rule.
@Suite(.enabled("no python3 to compare with") { await Python.has("zlib") })
struct ZlibComparisonTests {
  @Test func `all that zlib compresses comes back`() async throws {
    let program = """
      import base64, random, zlib
      random.seed(6)
      words = [b'alpha', b'beta', b'gamma', b' ', bytes(40), b'kubelet-bootstrap']
      inputs = [b'', b'a', b'abc' * 5, bytes(40000), random.randbytes(700), bytes(range(256)) * 3,
        b''.join(random.choice(words) for _ in range(300)),
        b'x' * 32768 + random.randbytes(99) + b'x' * 9,
        bytes(min(255, int(random.expovariate(0.05))) for _ in range(3000))]
      strategies = [zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY, zlib.Z_FIXED]
      for data in inputs:
        for level in range(10):
          for strategy in strategies:
            c = zlib.compressobj(level, zlib.DEFLATED, random.choice([25, 28, 31]), random.choice([1, 8, 9]), strategy)
            out = b''
            for half in (data[:len(data) // 2], data[len(data) // 2:]):
              out += c.compress(half)
              if random.random() < 0.3: out += c.flush(random.choice([zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH]))
            out += c.flush()
            print(base64.b64encode(out).decode(), len(data), zlib.crc32(data))
      """
    let lines = try await Python.lines(of: program)
    #expect(lines.count == 270)
    for line in lines {
      let fields = line.split(separator: " ")
      let data = try #require(Data(base64Encoded: String(fields[0])))
      let output = try Gzip.decompress(Array(data), limit: 1 << 20)
      #expect(String(output.count) == fields[1])
      #expect(String(CRC32.checksum(output)) == fields[2])
    }
  }

  /// Raw streams, as damage in gzip data would all be found by its checksum.
  @Test func `a damaged stream is taken or refused as zlib does`() async throws {
    let program = """
      import base64, random, zlib
      random.seed(7)
      words = [b'alpha', b'beta', b'gamma', b' ', b'kubelet-bootstrap', bytes(9)]
      for number in range(3000):
        data = b''.join(random.choice(words) for _ in range(random.randrange(1, 60)))
        strategy = random.choice([zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED, zlib.Z_HUFFMAN_ONLY])
        c = zlib.compressobj(random.randrange(10), zlib.DEFLATED, -15, 8, strategy)
        out = bytearray(c.compress(data) + c.flush())
        for _ in range(random.randrange(3)):
          out[min(random.randrange(len(out)), random.randrange(len(out)))] ^= 1 << random.randrange(8)
        d = zlib.decompressobj(-15)
        try:
          text = d.decompress(bytes(out), 1 << 20)
          result = f'{len(text)} {zlib.crc32(text)} {len(out) - len(d.unused_data)}' if d.eof else 'refused'
        except zlib.error:
          result = 'refused'
        print(base64.b64encode(out).decode(), result)
      """
    var refused = 0
    for line in try await Python.lines(of: program) {
      let fields = line.split(separator: " ", maxSplits: 1)
      let data = Array(try #require(Data(base64Encoded: String(fields[0]))))
      #expect(outcome(of: data) == fields[1], "\(fields[0])")
      if fields[1] == "refused" { refused += 1 }
    }
    #expect((300...2700).contains(refused), "the damage is of both kinds")
  }

  private func outcome(of data: [UInt8]) -> String {
    var input = BitReader(data)
    var inflater = Inflater(limit: 1 << 20)
    do {
      try inflater.run(&input)
    } catch {
      return "refused"
    }
    return "\(inflater.output.count) \(CRC32.checksum(inflater.output)) \(input.offset)"
  }
}
