import ArgumentParser
import Doctor

extension Check: ExpressibleByArgument {}
