using Akka.Event;

namespace Akka.Tests.Event;

public class EventBusTests
{
    private readonly RecordingBus _bus = new();

    private interface IAnimal;

    [Fact]
    public void A_subscription_holds_for_subtypes_and_interfaces()
    {
        _bus.Subscribe("all", typeof(object));
        _bus.Subscribe("animals", typeof(IAnimal));
        _bus.Subscribe("dogs", typeof(Dog));

        _bus.Publish(new Puppy());
        _bus.Publish(new Cat());
        _bus.Publish("text");

        Assert.Equal(["all:Puppy", "animals:Puppy", "dogs:Puppy", "all:Cat", "animals:Cat", "all:String"], _bus.Delivered);
    }

    [Fact]
    public void Subscribing_twice_delivers_once_and_says_that_nothing_changed()
    {
        Assert.True(_bus.Subscribe("a", typeof(Dog)));
        Assert.False(_bus.Subscribe("a", typeof(Dog)));
        Assert.False(_bus.Subscribe("a", typeof(Puppy)));
        Assert.True(_bus.Subscribe("a", typeof(IAnimal)));

        _bus.Publish(new Puppy());

        Assert.Equal(["a:Puppy"], _bus.Delivered);
    }

    [Fact]
    public void Unsubscribing_from_a_part_leaves_the_rest()
    {
        _bus.Subscribe("a", typeof(IAnimal));

        Assert.True(_bus.Unsubscribe("a", typeof(Dog)));
        Assert.False(_bus.Unsubscribe("a", typeof(Dog)));
        _bus.Publish(new Dog());
        _bus.Publish(new Puppy());
        _bus.Publish(new Cat());

        Assert.Equal(["a:Cat"], _bus.Delivered);
    }

    [Fact]
    public void A_part_that_was_unsubscribed_can_be_subscribed_again()
    {
        _bus.Subscribe("a", typeof(IAnimal));
        _bus.Unsubscribe("a", typeof(Dog));

        Assert.True(_bus.Subscribe("a", typeof(Puppy)));
        _bus.Publish(new Dog());
        _bus.Publish(new Puppy());

        Assert.Equal(["a:Puppy"], _bus.Delivered);
    }

    [Fact]
    public void Unsubscribing_from_everything_ends_every_subscription()
    {
        _bus.Subscribe("a", typeof(Dog));
        _bus.Subscribe("a", typeof(Cat));
        _bus.Subscribe("b", typeof(Cat));

        Assert.True(_bus.Unsubscribe("a"));
        Assert.False(_bus.Unsubscribe("a"));
        _bus.Publish(new Dog());
        _bus.Publish(new Cat());

        Assert.Equal(["b:Cat"], _bus.Delivered);
    }

    [Fact]
    public void Random_changes_agree_with_a_slow_oracle()
    {
        Type[] types = [typeof(object), typeof(IAnimal), typeof(Dog), typeof(Puppy), typeof(Cat)];
        object[] events = [new Dog(), new Puppy(), new Cat(), "text"];
        for (var seed = 1; seed <= 2_000; seed++)
        {
            var random = new Random(seed);
            var bus = new RecordingBus();
            var wanted = new HashSet<Type>();
            for (var step = 0; step < 8; step++)
            {
                var type = types[random.Next(types.Length)];
                var below = events.Select(e => e.GetType()).Where(type.IsAssignableFrom);
                if (random.Next(2) == 0)
                {
                    bus.Subscribe("a", type);
                    wanted.UnionWith(below);
                }
                else
                {
                    bus.Unsubscribe("a", type);
                    wanted.ExceptWith(below);
                }
            }

            foreach (var e in events)
                bus.Publish(e);

            Assert.True(wanted.SetEquals(bus.Types), $"seed {seed}: {string.Join(", ", bus.Delivered)} instead of {string.Join(", ", wanted)}");
        }
    }

    private class Dog : IAnimal;

    private sealed class Puppy : Dog;

    private sealed class Cat : IAnimal;

    private sealed class RecordingBus : EventBus<object, Type, string>
    {
        public List<string> Delivered { get; } = [];

        public HashSet<Type> Types { get; } = [];

        protected override bool IsSubClassification(Type parent, Type child) => parent.IsAssignableFrom(child);

        protected override bool Classify(object @event, Type classifier) => classifier.IsInstanceOfType(@event);

        protected override Type GetClassifier(object @event) => @event.GetType();

        protected override void Publish(object @event, string subscriber)
        {
            Delivered.Add($"{subscriber}:{@event.GetType().Name}");
            Types.Add(@event.GetType());
        }
    }
}
