using Akka.Configuration;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Tests;

public class EventAdapterTests
{
    private const string Hocon = """
        test-journal {
          event-adapters {
            wrap = "Akka.Persistence.Tests.EventAdapterTests+Wrap, Akka.Persistence.Tests"
            twice = "Akka.Persistence.Tests.EventAdapterTests+Twice, Akka.Persistence.Tests"
            tag = "Akka.Persistence.Tests.EventAdapterTests+Tag, Akka.Persistence.Tests"
          }
          event-adapter-bindings {
            "Akka.Persistence.Tests.EventAdapterTests+Order, Akka.Persistence.Tests" = wrap
            "Akka.Persistence.Tests.EventAdapterTests+Stored, Akka.Persistence.Tests" = [wrap, twice]
            "System.Int32" = tag
          }
        }
        """;

    [Fact]
    public void Events_are_written_and_read_through_the_adapters_of_their_type()
    {
        using var simulated = new SimulatedPersistence(1, Hocon);
        List<string> log = [];
        var actor = simulated.Start(() => new Recorder("id", log) { JournalId = "test-journal" });

        simulated.Tell(actor, new Act("go", self =>
        {
            self.Persist(new Order("x"), @event => self.Note($"kept {@event}"));
            self.Persist(7, @event => self.Note($"kept {@event}"));
            self.Keep("plain");
        }));
        simulated.Stop(actor);
        log.Clear();
        simulated.Start(() => new Recorder("id", log) { JournalId = "test-journal" });

        Assert.Equal(
            ["replay Order { Name = x v1 }", "replay x", "replay x", "replay 7", "replay plain", "recovered 3"],
            log);
    }

    [Theory]
    [InlineData("event-adapters.a = \"No.Such\"", "'No.Such', which does not exist")]
    [InlineData("event-adapter-bindings { \"System.String\" = nobody }", "binds 'System.String' to 'nobody', which event-adapters does not define")]
    [InlineData("event-adapter-bindings { \"No.Such\" = nobody }", "names the type 'No.Such', which does not exist")]
    public void A_faulty_adapter_is_a_clear_error(string hocon, string expected)
    {
        using var simulated = new SimulatedPersistence(1);

        var error = Assert.Throws<ConfigurationException>(
            () => EventAdapters.Create((Actor.ExtendedActorSystem)simulated.System, ConfigurationFactory.ParseString(hocon)));

        Assert.Contains(expected, error.Message);
    }

    public sealed record Order(string Name);

    public sealed record Stored(string Name);

    public sealed class Wrap : IEventAdapter
    {
        public string Manifest(object evt) => "v1";

        public object ToJournal(object evt) => new Stored(((Order)evt).Name);

        public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Single(new Order($"{((Stored)evt).Name} {manifest}"));
    }

    public sealed class Twice : IReadEventAdapter
    {
        public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Create(((Stored)evt).Name, ((Stored)evt).Name);
    }

    public sealed class Tag : IWriteEventAdapter
    {
        public string Manifest(object evt) => "";

        public object ToJournal(object evt) => new Tagged(evt, ["number"]);
    }
}
