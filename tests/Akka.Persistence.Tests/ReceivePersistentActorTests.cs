namespace Akka.Persistence.Tests;

public sealed class ReceivePersistentActorTests : IDisposable
{
    private readonly SimulatedPersistence _simulated = new(seed: 2);
    private readonly List<string> _log = [];

    public void Dispose() => _simulated.Dispose();

    [Fact]
    public void The_first_handler_that_fits_gets_the_command()
    {
        var unhandled = _simulated.Gather<Event.UnhandledMessage>();
        var actor = _simulated.Start(() => new Account(_log));

        _simulated.Tell(actor, 5, -1, "later", 2.5, 'x');

        Assert.Equal(["deposit 5", "now 5", "negative -1", "later now 5", "double 2.5"], _log);
        Assert.Equal('x', Assert.Single(unhandled).Message);
    }

    [Fact]
    public void Become_changes_the_commands_and_recovery_brings_the_state_back()
    {
        var actor = _simulated.Start(() => new Account(_log));
        _simulated.Tell(actor, 5, 7, "close", 1, "reopen", 2);
        _simulated.Stop(actor);
        _log.Clear();

        actor = _simulated.Start(() => new Account(_log));
        _simulated.Tell(actor, 1);

        Assert.Equal(["deposit 1", "now 15"], _log);
    }

    [Fact]
    public void Handlers_can_only_be_listed_while_the_actor_is_made()
    {
        var errors = _simulated.Gather<Event.Error>();
        var actor = _simulated.Start(() => new Account(_log));

        _simulated.Tell(actor, DayOfWeek.Monday);

        Assert.Contains("Recover can only be called in the constructor.", Assert.Single(errors).Cause?.Message);
    }

    private sealed class Account : ReceivePersistentActor
    {
        private readonly List<string> _log;
        private int _balance;

        public Account(List<string> log)
        {
            _log = log;
            Recover<int>(amount => _balance += amount);
            Open();
        }

        public override string PersistenceId => "account";

        private void Open()
        {
            Command<int>(amount => amount < 0, amount => _log.Add($"negative {amount}"));
            Command<int>(Deposit);
            Command<string>(text => text == "close", _ => BecomeStacked(Closed));
            CommandAsync<string>(async text =>
            {
                await Task.CompletedTask;
                _log.Add($"{text} now {_balance}");
            });
            Command(typeof(double), number => _log.Add($"double {number}"));
            Command<DayOfWeek>(_ => Recover<string>(_ => { }));
        }

        private void Closed()
        {
            Command<string>(text => text == "reopen", _ => UnbecomeStacked());
            CommandAny(_ => _log.Add("closed"));
        }

        private void Deposit(int amount)
        {
            _log.Add($"deposit {amount}");
            Persist(amount, kept =>
            {
                _balance += kept;
                _log.Add($"now {_balance}");
            });
        }
    }
}
