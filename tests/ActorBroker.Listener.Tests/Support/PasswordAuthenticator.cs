using System.Text;
using ActorBroker.Broker.Doors;

namespace ActorBroker.Listener.Tests.Support;

/// <summary>A mechanism of two steps: a name, which is answered by a question, and the name backwards.</summary>
internal sealed class PasswordAuthenticator : IAuthenticator
{
    public const string Mechanism = "BACKWARDS";
    public const string Question = "and backwards?";

    public IReadOnlyList<string> MechanismsOf(string listener) => [Mechanism];

    public IAuthentication Begin(string mechanism, ClientIdentity client) => new Exchange();

    private sealed class Exchange : IAuthentication
    {
        private string? _name;

        public AuthenticationStep Take(ReadOnlySpan<byte> token)
        {
            var text = Encoding.UTF8.GetString(token);
            if (_name is null)
            {
                _name = text;
                return AuthenticationStep.GoOn(Encoding.UTF8.GetBytes(Question));
            }

            return text == new string([.. _name.Reverse()])
                ? AuthenticationStep.Proven("User:" + _name, Encoding.UTF8.GetBytes("welcome"))
                : AuthenticationStep.Refused("that is not the name backwards");
        }
    }
}
