import YAML

/// What a join token's kubeconfig says in its current context.
struct Kubeconfig {
  let server: String
  /// PEM in base64.
  let authorityData: String
  let user: String
  let token: String

  /// Reads the text that a join token holds.
  ///
  /// Of a text that is no YAML nothing is quoted, as its token could be in it.
  init(_ text: String) throws(JoinTokenError) {
    guard let documents = try? Parser.parse(Source(name: "join token", text: text)),
      let root = documents.first, documents.count == 1, root["kind"]?.scalar?.text == "Config"
    else { throw .notKubeconfig }
    let current = try Self.text(root["current-context"], "current-context")
    let context = try Self.entry(current, of: root["contexts"], "contexts", holding: "context")
    let cluster = try Self.entry(
      try Self.text(context["cluster"], "context.cluster"), of: root["clusters"], "clusters", holding: "cluster")
    user = try Self.text(context["user"], "context.user")
    server = try Self.text(cluster["server"], "cluster.server")
    authorityData = try Self.text(cluster["certificate-authority-data"], "cluster.certificate-authority-data")
    token = try Self.text(try Self.entry(user, of: root["users"], "users", holding: "user")["token"], "user.token")
  }

  private static func text(_ node: Node?, _ path: String) throws(JoinTokenError) -> String {
    guard let text = node?.scalar?.text, !text.isEmpty else { throw .missing(path) }
    return text
  }

  /// What the list holds under a name.
  private static func entry(
    _ name: String, of list: Node?, _ path: String, holding content: String
  ) throws(JoinTokenError) -> Node {
    let entry = list?.sequence?.first { $0["name"]?.scalar?.text == name }
    guard let node = entry?[content] else { throw .missing(path) }
    return node
  }
}
