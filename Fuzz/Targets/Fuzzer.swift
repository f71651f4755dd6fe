import Glibc

private let targets: [String: any FuzzTarget.Type] = [
  "answer": AnswerTarget.self, "compose": ComposeTarget.self, "dotenv": DotEnvTarget.self,
  "engine-endpoints": EngineEndpointsTarget.self, "event-stream": EventStreamTarget.self,
  "identity": IdentityTarget.self, "inflate": InflateTarget.self, "interpolation": InterpolationTarget.self,
  "k0s-json": K0sJSONTarget.self, "kubeconfig": KubeconfigTarget.self, "log": LogTarget.self,
  "mountinfo": MountInfoTarget.self, "process": ProcessTarget.self, "registry-logins": RegistryLoginsTarget.self,
  "response-head": ResponseHeadTarget.self, "spec": SpecTarget.self, "token": TokenTarget.self,
  "toml": TOMLTarget.self, "yaml": YAMLTarget.self, "zerotier-json": ZeroTierJSONTarget.self,
]

/// The one that the environment names in `FUZZ_TARGET`.
private let target: any FuzzTarget.Type = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = targets[name] else {
    preconditionFailure("FUZZ_TARGET must be one of \(targets.keys.sorted().joined(separator: ", "))")
  }
  return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.read(Array(UnsafeBufferPointer(start: data, count: count)))
  return 0
}
