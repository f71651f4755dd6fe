import Doctor
import FoundationEssentials
import HTTP
import Host
import JoinToken
import SystemPackage

/// Asks whether the API server that a join token leads to answers from here.
struct APIServerProbe {
  let token: JoinToken

  /// Any answer will do, if it comes from whom the token says: without credentials it is usually a refusal.
  func finding() async -> Finding {
    let server = token.server
    guard let url = URL(string: server), let host = url.host else {
      return Finding(.apiServer, .failure, "the join token leads to \(server), which is no URL")
    }
    let authority = FilePath("/tmp/nodectl-\(UUID().uuidString).pem")
    defer { try? FileManager.default.removeItem(atPath: authority.string) }
    do {
      try SecretFileWriter.create([(path: authority, bytes: Array(token.authorityText.utf8))])
      let tls = TLSFiles(authority: authority.string)
      let client = HTTPClient(.tcp(host: host, port: url.port ?? 443, tls: tls))
      let answer = try await client.fetch(Request(.get, "/version", timeout: .seconds(5)))
      return Finding(.apiServer, .ok, "the API server \(server) answers (HTTP \(answer.status))")
    } catch HTTPError.tlsFailed(_, _, let reason) {
      return Finding(
        .apiServer, .failure, "what answers as \(server) is not the cluster of the join token (\(reason))",
        why: "the node will not trust it", remedy: ["make a new join token: k0s token create --role=worker"])
    } catch {
      return Finding(
        .apiServer, .warning, "the API server \(server) does not answer here: \(error)",
        why: "the node must reach it, perhaps through its ZeroTier network alone", remedy: ["check it from a node"])
    }
  }
}
