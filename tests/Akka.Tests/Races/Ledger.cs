using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Races;

/// <summary>
/// Counts what became of every token of a scenario: handled, a dead letter, or unhandled. A scenario is over when each was seen;
/// it is right when each was seen once.
/// </summary>
internal sealed class Ledger : UntypedActor
{
    private readonly Account _account;

    public Ledger(Account account) => _account = account;

    protected override void OnReceive(object message)
    {
        var token = WrappedMessage.Unwrap(message) as Token;
        if (token is not null)
            _account.Note(token);
    }

    internal sealed record Token(int Id);

    /// <summary>The counts, readable from the test once <see cref="Over"/> has ended.</summary>
    internal sealed class Account(int expected)
    {
        private readonly Dictionary<int, int> _seen = [];
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => _over.Task;

        public IActorRef Ref { get; private set; } = ActorRefs.Nobody;

        public IEnumerable<int> Lost
        {
            get
            {
                lock (_seen)
                    return [.. Enumerable.Range(0, expected).Where(id => !_seen.ContainsKey(id))];
            }
        }

        public IEnumerable<int> SeenTwice
        {
            get
            {
                lock (_seen)
                    return [.. _seen.Where(pair => pair.Value > 1 || pair.Key < 0 || pair.Key >= expected).Select(pair => pair.Key)];
            }
        }

        public void Open(ActorSystem system)
        {
            Ref = system.ActorOf(Props.Create(() => new Ledger(this)), "ledger");
            system.EventStream.Subscribe(Ref, typeof(AllDeadLetters));
        }

        public void Note(Token token)
        {
            lock (_seen)
            {
                _seen[token.Id] = _seen.GetValueOrDefault(token.Id) + 1;
                if (_seen.Count >= expected)
                    _over.TrySetResult();
            }
        }
    }
}
