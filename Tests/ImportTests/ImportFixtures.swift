import Compose
import NodeSpec
import Testing
import YAML

@testable import Import

/// The variables of the published `.env` file.
let publishedVariables = [
  "K0S_NODE_NAME": "edge-05", "ZT_NET": "8056c2e21c000001", "K0S_VERSION": "v1.34.1-k0s.0",
  "K0S_NODE_IP": "10.147.20.5",
  "ZT_ID_PUB": "public", "ZT_ID_SEC": "secret identity", "K0S_JOIN_TOKEN": "token",
]

/// What a compose file in `/srv/stack` comes to for a spec in `/srv/stack`, and what was said of it: `line: message`.
func takeOver(
  _ text: String, variables: [String: String] = publishedVariables, specDirectory: String = "/srv/stack"
) throws -> (draft: SpecDraft?, remarks: [String]) {
  let diagnostics = Diagnostics()
  let document = try #require(try Parser.parse(Source(name: "compose.yaml", text: text)).first)
  let draft = ComposeImport.draft(
    Interpolator.interpolate(document, Variables(texts: variables), diagnostics), directory: "/srv/stack",
    specDirectory: specDirectory, diagnostics)
  return (draft, diagnostics.problems.map { "\($0.mark.line): \($0.message)" })
}
