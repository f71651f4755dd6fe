import TestSupport

extension TestHost {
  /// Where the certificates of ``makeCertificates()`` are: for a client, `ca.pem`, `cert.pem` and `key.pem`; an authority
  /// that vouches for nobody in `stranger`; for servers `server.pem` and `expired.pem` with their `.key`.
  static let certificates = "/var/lib/test-tls"

  /// Makes an authority, certificates for `localhost` and one for a client, unless they are there.
  func makeCertificates() async throws {
    try await output(of: [
      "sh", "-c",
      """
      [ -e "$0/ready" ] && exit
      mkdir -p "$0/stranger" && cd "$0" && exec >log 2>&1 && set -e
      curve='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
      openssl req -x509 $curve -subj /CN=stranger -keyout stranger.key -out stranger/ca.pem
      openssl req -x509 $curve -subj /CN=authority -keyout ca.key -out ca.pem
      make() {
        name=$1 extensions=$2 && shift 2
        openssl req $curve -subj "/CN=$name" -keyout "$name.key" -out "$name.csr"
        printf '%s\\n' "$extensions" >"$name.ext"
        openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -extfile "$name.ext" -out "$name.pem" "$@"
      }
      make server subjectAltName=DNS:localhost
      make expired subjectAltName=DNS:localhost -not_before 20200101000000Z -not_after 20200102000000Z
      make client extendedKeyUsage=clientAuth
      cp client.pem cert.pem && cp client.key key.pem
      touch ready
      """, Self.certificates,
    ])
  }

  /// Runs the body while a port leads to a socket for those with a certificate of the authority.
  func withTLS(
    _ certificate: String, before socket: String, at port: Int, _ body: () async throws -> Void
  ) async throws {
    let options = "cert=\(certificate).pem,key=\(certificate).key,cafile=ca.pem,verify=1"
    try await whileRunning(
      ["socat", "OPENSSL-LISTEN:\(port),bind=127.0.0.1,reuseaddr,fork,\(options)", "UNIX-CONNECT:\(socket)"],
      in: Self.certificates, until: port, body)
  }

  /// Runs the body while a program does that listens on a port.
  func whileRunning(
    _ command: [String], in directory: String, until port: Int, _ body: () async throws -> Void
  ) async throws {
    let pid = try await output(
      of: [
        "sh", "-c",
        "cd \"$0\" && { setsid \"$@\" >\"/var/log/test-$(basename \"$1\").log\" 2>&1 </dev/null & } && echo $!",
        directory,
      ] + command
    ).filter(\.isNumber)
    try await ending(with: ["kill", pid]) {
      try await eventually { try await run(["sh", "-c", "ss -Hltn sport = :$0 | grep -q .", "\(port)"]).status == 0 }
      try await body()
    }
    try await eventually { try await run(["test", "-d", "/proc/\(pid)"]).status != 0 }
  }
}
