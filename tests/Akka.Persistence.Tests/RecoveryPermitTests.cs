namespace Akka.Persistence.Tests;

public class RecoveryPermitTests
{
    [Fact]
    public void Only_so_many_actors_recover_at_a_time()
    {
        using var simulated = new SimulatedPersistence(3, "akka.persistence.max-concurrent-recoveries = 1");
        List<string> log = [];
        var blocked = simulated.Start(() => new Recorder("silent", log) { JournalId = "test-journal" });
        var waiting = simulated.Start(() => new Recorder("id", log));
        simulated.Tell(waiting, new Act("command", _ => { }));
        var before = log.ToList();

        simulated.Stop(blocked);

        Assert.Empty(before);
        Assert.Equal(["stopped", "recovered 0", "command"], log);
    }
}
