namespace ActorBroker.Benchmarks.Log;

/// <summary>Something that is done with bare system calls and with the log; both give bytes per second.</summary>
internal interface ISpeedCase
{
    double Bare();

    double Log();
}
