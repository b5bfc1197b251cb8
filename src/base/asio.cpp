// The one unit that compiles Asio's bodies (BOOST_ASIO_SEPARATE_COMPILATION elsewhere).
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
