import ArgumentParser
import Planning

extension UpOptions.Pull: ExpressibleByArgument {}
extension UpOptions.Wait: ExpressibleByArgument {}
