import Glibc
import TestSupport

@testable import HTTP

/// An `openssl s_server` on a port of localhost, with an authority of its own.
final class OpenSSL: @unchecked Sendable {
  static let isInstalled = system("openssl version >/dev/null 2>&1") == 0

  /// What a client needs to trust it, and to be trusted.
  let files: TLSFiles
  /// The certificate of an authority that vouches for nobody.
  let strangersCertificate: String
  let port: Int
  private let directory = TemporaryDirectory()
  private let process: pid_t
  private let output: UnsafeMutablePointer<FILE>

  struct Failure: Error {}

  /// With `expired` its certificate was valid until yesterday.
  init(verifiesClient: Bool = false, expired: Bool = false) throws {
    let d = directory.path
    let curve = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    // An openssl before 3.4 has no other way to make one, and a later one not this.
    let sign = expired ? "{ sign -days -1 || sign -not_before 20200101000000Z -not_after 20200102000000Z; }" : "sign"
    let make = """
      cd \(d) && exec >openssl.log 2>&1 &&
      for name in ca stranger; do openssl req -x509 \(curve) -subj /CN=$name -keyout $name.key -out $name.pem; done &&
      printf 'subjectAltName=DNS:localhost' >san &&
      openssl req \(curve) -subj /CN=localhost -keyout key.pem -out key.csr &&
      sign() { openssl x509 -req -in key.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile san -out cert.pem "$@"; } &&
      \(sign)
      """
    guard system(make) == 0 else { throw Failure() }
    files = TLSFiles(authority: "\(d)/ca.pem", certificate: "\(d)/cert.pem", key: "\(d)/key.pem")
    strangersCertificate = "\(d)/stranger.pem"

    // It writes "ACCEPT 127.0.0.1:PORT" once it listens.
    let verify = verifiesClient ? "-Verify 1 -verify_return_error -CAfile ca.pem" : ""
    let serve = "openssl s_server -accept 127.0.0.1:0 -cert cert.pem -key key.pem -www \(verify)"
    guard let output = popen("cd \(d) && echo $$ && exec \(serve) 2>&1", "r") else { throw Failure() }
    self.output = output
    process = Self.firstMatch(of: /(\d+)/, in: output)
    port = Int(Self.firstMatch(of: /ACCEPT .*:(\d+)/, in: output))
  }

  deinit {
    kill(process, SIGKILL)
    pclose(output)
  }

  private static func firstMatch(of regex: Regex<(Substring, Substring)>, in file: UnsafeMutablePointer<FILE>) -> Int32
  {
    var line = [CChar](repeating: 0, count: 1024)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if let match = text.wholeMatch(of: regex), let number = Int32(match.1) { return number }
    }
    return 0
  }
}
