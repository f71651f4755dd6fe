/// A reader of data that others write, fed with whatever a fuzzer thinks of.
///
/// Found is what crashes, hangs or uses memory without bound, and what contradicts itself: a `precondition`.
protocol FuzzTarget: SendableMetatype {
  static func read(_ bytes: [UInt8])
}

/// All there are, by the names of their folders in Fuzz/corpus.
let targets: [String: any FuzzTarget.Type] = [
  "answer": AnswerTarget.self, "compose": ComposeTarget.self, "dotenv": DotEnvTarget.self,
  "engine-endpoints": EngineEndpointsTarget.self, "event-stream": EventStreamTarget.self,
  "identity": IdentityTarget.self, "inflate": InflateTarget.self, "interpolation": InterpolationTarget.self,
  "k0s-json": K0sJSONTarget.self, "kubeconfig": KubeconfigTarget.self, "log": LogTarget.self,
  "mountinfo": MountInfoTarget.self, "process": ProcessTarget.self, "registry-logins": RegistryLoginsTarget.self,
  "response-head": ResponseHeadTarget.self, "spec": SpecTarget.self, "token": TokenTarget.self,
  "toml": TOMLTarget.self, "yaml": YAMLTarget.self, "zerotier-json": ZeroTierJSONTarget.self,
]
