using System.Globalization;

namespace ActorBroker.Wire.Tests.Support;

/// <summary>How much a randomised test does: little in the default run, more when an environment variable says so.</summary>
internal static class LongRun
{
    public static int Length(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } said ? int.Parse(said, CultureInfo.InvariantCulture) : usual;
}
