using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Measures logs of several segments that nobody has used since the start: a number of them at once, each once.</summary>
/// <remarks>One caller at a time, on a thread that may wait for disks.</remarks>
internal sealed class UnknownSizes(BrokerView view)
{
    /// <summary>Measures the next few.</summary>
    public void Measure()
    {
        foreach (var unknown in view.Hosted.Select(each => each.Hosted.Entry.View).OfType<ReadView>().Where(log => log.BytesIfKnown is null).Take(view.Options.LooksMax))
        {
            try
            {
                unknown.MeasureBytes();
            }
            catch (LogDiskException)
            {
                // Its partition meets the same failure and reports it; here one figure is missing.
            }
        }
    }
}
