import Crypto
import FoundationEssentials
import HTTP

extension EngineResolver {
  private var dockerDirectory: String { environment["DOCKER_CONFIG"] ?? "\(home)/.docker" }

  /// The TLS files that `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH` ask for.
  ///
  /// `DOCKER_TLS` alone asks for TLS with whoever answers: here too, the engine is always verified.
  var environmentTLS: TLSFiles? {
    guard environment["DOCKER_TLS_VERIFY"] != nil || environment["DOCKER_TLS"] != nil else { return nil }
    return tlsFiles(in: environment["DOCKER_CERT_PATH"] ?? dockerDirectory)
  }

  /// The context in use; nil for the default one, which is the usual socket.
  var currentContext: String? {
    struct Configuration: Decodable { let currentContext: String? }
    let configured = files.read("\(dockerDirectory)/config.json")
      .flatMap { try? JSONDecoder().decode(Configuration.self, from: Data($0.utf8)) }
    guard let name = environment["DOCKER_CONTEXT"] ?? configured?.currentContext, !name.isEmpty else { return nil }
    return name == "default" ? nil : name
  }

  /// The engine of a context, which Docker keeps in a directory named by the hash of the context's name.
  func candidate(context name: String) throws(EngineResolutionError) -> EngineCandidate {
    let origin = EngineCandidate.Origin.dockerContext(name)
    if name == "default" { return try candidate("unix:///var/run/docker.sock", of: .docker, tls: nil, origin) }
    let (directory, file) = places(ofContext: name)
    guard let text = files.read(file),
      let context = try? JSONDecoder().decode(Context.self, from: Data(text.utf8)),
      let host = context.endpoints["docker"]?.host
    else { throw .unusableContext(name, file: file) }
    let tls = "\(dockerDirectory)/contexts/tls/\(directory)/docker"
    return try candidate(host, of: .docker, tls: files.resolve(tls) == nil ? nil : tlsFiles(in: tls), origin)
  }

  /// The name of the directories that a context has, and the file that describes it.
  func places(ofContext name: String) -> (directory: String, file: String) {
    let directory = SHA256.hash(data: Data(name.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    return (directory, "\(dockerDirectory)/contexts/meta/\(directory)/meta.json")
  }

  private struct Context: Decodable {
    struct Endpoint: Decodable {
      let host: String

      enum CodingKeys: String, CodingKey { case host = "Host" }
    }

    @OrEmpty var endpoints: [String: Endpoint]

    enum CodingKeys: String, CodingKey { case endpoints = "Endpoints" }
  }

  /// Those that are there: a context may have no client certificate.
  private func tlsFiles(in directory: String) -> TLSFiles {
    func file(_ name: String) -> String? {
      files.resolve("\(directory)/\(name)") == nil ? nil : "\(directory)/\(name)"
    }
    return TLSFiles(authority: file("ca.pem"), certificate: file("cert.pem"), key: file("key.pem"))
  }
}
