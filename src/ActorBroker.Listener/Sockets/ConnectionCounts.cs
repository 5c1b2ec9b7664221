using System.Net;

namespace ActorBroker.Listener.Sockets;

/// <summary>How many connections there are, in all and of each address, with a limit for both. Any thread.</summary>
internal sealed class ConnectionCounts(int max, int perAddressMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _count;
    private long _opened;

    /// <summary>How many there were since the start, those that are open among them.</summary>
    public long Opened
    {
        get
        {
            lock (_gate)
                return _opened;
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <returns>False when there are enough already.</returns>
    public bool TryAdd(IPAddress address)
    {
        lock (_gate)
        {
            var ofAddress = _byAddress.GetValueOrDefault(address);
            if (_count >= max || ofAddress >= perAddressMax)
                return false;

            _byAddress[address] = ofAddress + 1;
            _count++;
            _opened++;
            return true;
        }
    }

    public void Remove(IPAddress address)
    {
        lock (_gate)
        {
            _count--;
            if (--_byAddress[address] == 0)
                _byAddress.Remove(address);
        }
    }
}
