using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>What the section <c>akka.test</c> says; its keys are explained in <c>reference.conf</c>.</summary>
public class TestKitSettings : IExtension
{
    /// <exception cref="ConfigurationException">The time factor is not positive, or a value is of the wrong kind.</exception>
    public TestKitSettings(Config config)
    {
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", allowInfinite: false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor");
        if (!(TestTimeFactor > 0))
            throw new ConfigurationException($"akka.test.timefactor is {TestTimeFactor}; expected a positive number");
    }

    public TimeSpan DefaultTimeout { get; }

    public TimeSpan SingleExpectDefault { get; }

    public TimeSpan TestEventFilterLeeway { get; }

    public double TestTimeFactor { get; }
}
