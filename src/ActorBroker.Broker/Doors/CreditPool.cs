using ActorBroker.Model;

namespace ActorBroker.Broker.Doors;

/// <summary>
/// Bytes and requests that may be in flight at once, of one connection or of the broker. Who finds none left stops reading from its client
/// and waits its turn: so all that lies behind a door is bounded, and no message is ever dropped for want of room.
/// </summary>
/// <remarks>Any thread. Turns are given in the order they were asked for, so that a large request is not overtaken for ever by small ones.</remarks>
public sealed class CreditPool
{
    private readonly Lock _gate = new();
    private readonly LinkedList<CreditClaim> _waiting = [];
    private readonly long _bytesMax;
    private readonly int _requestsMax;
    private long _bytes;
    private int _requests;

    /// <param name="bytesMax">How many bytes; 1 and up. A single request that is larger is admitted alone.</param>
    /// <param name="requestsMax">How many requests; 1 and up.</param>
    public CreditPool(long bytesMax, int requestsMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(requestsMax, 1);
        _bytesMax = bytesMax;
        _requestsMax = requestsMax;
    }

    /// <summary>Bytes in flight.</summary>
    public long BytesInFlight
    {
        get
        {
            lock (_gate)
                return _bytes;
        }
    }

    /// <summary>Takes credit for one request, now or when the turn comes.</summary>
    /// <returns>True when it was taken at once; else <see cref="CreditClaim.OnGranted"/> tells, unless it is cancelled before.</returns>
    public bool TryTake(CreditClaim claim)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && HasRoomFor(claim.Bytes))
            {
                Take(claim);
                return true;
            }

            _waiting.AddLast(claim);
            return false;
        }
    }

    /// <summary>Gives a request's credit back.</summary>
    /// <param name="bytes">What was taken for it.</param>
    public void Return(long bytes)
    {
        lock (_gate)
        {
            _bytes -= bytes;
            _requests--;
            Invariant.Holds(_bytes >= 0 && _requests >= 0, "credit is given back once");
        }

        GrantNext();
    }

    /// <summary>Gives up a claim that waits: its connection closed.</summary>
    /// <returns>False when it does not wait: it was granted, and is to be given back.</returns>
    public bool Cancel(CreditClaim claim)
    {
        bool waited;
        lock (_gate)
            waited = _waiting.Remove(claim);
        GrantNext();
        return waited;
    }

    private void GrantNext()
    {
        while (true)
        {
            CreditClaim claim;
            lock (_gate)
            {
                if (_waiting.First is not { } next || !HasRoomFor(next.Value.Bytes))
                    return;

                claim = next.Value;
                _waiting.RemoveFirst();
                Take(claim);
            }

            claim.OnGranted();
        }
    }

    private bool HasRoomFor(long bytes) => _requests == 0 || (_requests < _requestsMax && _bytes + bytes <= _bytesMax);

    private void Take(CreditClaim claim)
    {
        _bytes += claim.Bytes;
        _requests++;
    }
}
