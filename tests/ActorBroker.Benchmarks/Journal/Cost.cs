namespace ActorBroker.Benchmarks.Journal;

/// <summary>What something took: on a busy machine the time tells little, and the processor's time more.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="Processor">Seconds of the process on all processors.</param>
internal readonly record struct Cost(double Seconds, double Processor)
{
    /// <summary>A moment to measure from.</summary>
    public static Cost Now => new(
        TimeProvider.System.GetTimestamp() / (double)TimeProvider.System.TimestampFrequency, Environment.CpuUsage.TotalTime.TotalSeconds);

    /// <summary>What it took since a moment.</summary>
    public static Cost Since(Cost began)
    {
        var now = Now;
        return new Cost(now.Seconds - began.Seconds, now.Processor - began.Processor);
    }
}
