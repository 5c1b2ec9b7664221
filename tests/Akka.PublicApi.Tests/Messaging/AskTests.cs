using Akka.Actor;
using Akka.PublicApi.Tests.Actors;

namespace Akka.PublicApi.Tests.Messaging;

public sealed class AskTests() : TestKit.Xunit2.TestKit("akka.loglevel = OFF")
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Answer_completes_the_task()
    {
        var greeter = Sys.ActorOf<Greeter>();

        Assert.Equal("Hello Ann", await greeter.Ask<string>("Ann"));
        Assert.Equal("Hello Ben", await greeter.Ask("Ben", RemainingOrDefault));
        Assert.Equal("Hello Cid", await greeter.Ask<string>("Cid", RemainingOrDefault, CancellationToken.None));
        Assert.Equal("Hello Dee", await Sys.ActorSelection(greeter.Path).Ask<string>("Dee", RemainingOrDefault));
        Assert.Equal(greeter, (await greeter.Ask<ActorIdentity>(new Identify(1), RemainingOrDefault)).Subject);
    }

    [Fact]
    public async Task Message_can_name_the_reference_to_answer_to()
    {
        var forwarder = Sys.ActorOf(Props.Create(() => new Forwarder()));

        var answer = await forwarder.Ask<string>(asker => (asker, "Ann"), RemainingOrDefault, CancellationToken.None);

        Assert.Equal("for Ann", answer);
    }

    [Fact]
    public async Task Ask_ends_by_its_time_limit_its_token_or_a_failure()
    {
        using var cancelled = new CancellationTokenSource();
        var late = Sys.DeadLetters.Ask<string>("?", cancelled.Token);
        var failing = Sys.ActorOf(Props.Create(() => new Failing()));

        await cancelled.CancelAsync();

        await Assert.ThrowsAsync<AskTimeoutException>(() => Sys.DeadLetters.Ask<string>("?", Soon));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.Equal("no", (await Assert.ThrowsAsync<ArgumentException>(() => failing.Ask<string>("?", RemainingOrDefault))).Message);
    }

    [Fact]
    public void Tasks_are_piped_to_actors_as_their_results_or_failures()
    {
        Task.FromResult("plain").PipeTo(TestActor);
        Task.FromResult(2).PipeTo(TestActor, success: number => $"number {number}");
        Task.FromException<int>(new ArgumentException("no")).PipeTo(TestActor, failure: cause => cause.Message);
        Task.FromException<int>(new ArgumentException("never")).PipeTo(TestActor);
        Task.CompletedTask.PipeTo(TestActor, sender: TestActor, success: () => "done");

        ExpectMsg("plain");
        ExpectMsg("number 2");
        ExpectMsg("no");
        Assert.Equal("never", ExpectMsg<Status.Failure>().Cause.Message);
        ExpectMsgFrom(TestActor, "done");
    }

    private sealed class Forwarder : ReceiveActor
    {
        public Forwarder() => Receive<(IActorRef Asker, string Name)>(question => question.Asker.Tell($"for {question.Name}"));
    }

    private sealed class Failing : ReceiveActor
    {
        public Failing() => ReceiveAny(_ => Sender.Tell(new Status.Failure(new ArgumentException("no"))));
    }
}
